/** The public side of a shop: ingress, identity, payments and security policy. */
import { services } from '@mambogo/blueprint/services.ts';
import { z } from 'zod';
import { addressOrRange } from './address-range.ts';
import { annotations, exactlyOne, issuer, name, secretName, text } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { imageReference, imageRegistry } from './image-reference.ts';

const trustedProxies = z
  .array(addressOrRange)
  .max(32)
  .meta(
    cel({
      rule: 'self.all(one, isIP(one) || isCIDR(one))',
      message: 'addresses or ranges such as 10.0.0.0/8',
    }),
  )
  .optional()
  .describe('addresses or ranges of proxies whose X-Forwarded-For header is trusted');

export const IngressSpec = z.strictObject({
  className: name(253).optional().describe("IngressClass; default the cluster's default class"),
  tlsSecretName: secretName.optional().describe('Secret with the TLS certificate of the hosts'),
  annotations: annotations
    .optional()
    .describe('annotations of the Ingress, for its controller, cert-manager or external-dns'),
  trustedProxies,
});

export const GatewayApiSpec = z.strictObject({
  parentRef: z
    .strictObject({
      name: name(253).describe('its name'),
      namespace: name().optional().describe("namespace of the Gateway; default the Storefront's"),
      sectionName: text(253).optional().describe('listener of the Gateway'),
    })
    .describe('the Gateway to attach to'),
  annotations: annotations.optional().describe('annotations of the HTTPRoute'),
  trustedProxies,
});

export const TlsSpec = z.strictObject({
  issuerRef: z
    .strictObject({
      name: name(253).describe('its name'),
      kind: z.enum(['Issuer', 'ClusterIssuer']).describe('Issuer in the namespace, or ClusterIssuer'),
      group: text(253).optional().describe('API group of an issuer that is not built into cert-manager'),
    })
    .describe('a cert-manager issuer'),
});

export const IdentitySpec = exactlyOne({
  embedded: z
    .strictObject({
      adminSecretName: secretName
        .optional()
        .describe('Secret with login and password of the first administrator of a prod shop'),
    })
    .optional()
    .describe('the embedded identity service'),
  external: z
    .strictObject({
      issuer: issuer.describe('issuer URL of an OpenID provider, exactly as in its tokens'),
      audience: text(200).describe('audience of its access tokens for this shop'),
      acrValues: z
        .array(text(200).regex(/^[^\s"\\]+$/, 'no spaces or quotes'))
        .min(1)
        .max(8)
        .optional()
        .describe(
          'acr values of a strong log-in at the provider: with them, sensitive actions such as refunds require a fresh log-in',
        ),
      tokenType: z
        .enum(['at+jwt', 'any'])
        .optional()
        .describe(
          'at+jwt: accept only access tokens whose `typ` follows RFC 9068, which excludes ID tokens; default any',
        ),
      clientId: text(200).optional().describe('client id of the web shop at the provider; default mambogo-spa'),
    })
    .optional()
    .describe('an external OpenID provider'),
});

/** The shop's security contact and browser security policy. */
export const SecuritySpec = z.strictObject({
  contact: text(300)
    .regex(
      /^(mailto:[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+|https:\/\/[A-Za-z0-9.-]+(\/[\x21-\x7e]*)?|tel:\+?[0-9-]+)$/,
      'a mailto:, https: or tel: address',
    )
    .refine((address) => URL.canParse(address), 'a mailto:, https: or tel: address')
    .optional()
    .describe('contact in security.txt; default mailto:security@ and the host of the shop'),
  hstsPreload: z
    .boolean()
    .optional()
    .describe(
      'adds preload to Strict-Transport-Security, so that browsers use https before the first visit; hard to undo',
    ),
});

const provider = { description: 'stripe, or simulator, which takes no real payments and is rejected in prod' };

export const PaymentsSpec = z
  .discriminatedUnion('provider', [
    z.strictObject({ provider: z.literal('simulator').meta(provider) }),
    z.strictObject({
      provider: z.literal('stripe').meta(provider),
      stripe: z
        .strictObject({ secretName: secretName.describe('Secret with the API keys of the account') })
        .describe('settings of the provider stripe'),
    }),
  ])
  .meta(
    // In the CRD both are one object, whose fields depend on the provider.
    cel({
      rule: "(self.provider == 'stripe') == has(self.stripe)",
      message: 'set stripe.secretName with provider stripe, and only then',
    }),
  );

/** Components with an image of their own: each store, the schema registry, all services together, and the operator's Jobs. */
export const imageParts = [
  ...services.map(({ name: service }) => service),
  ...(['services', 'operator', 'postgres', 'mysql', 'redis', 'kafka', 'apicurio'] as const),
] as const;

export const ImagesSpec = z.strictObject({
  registry: imageRegistry.optional().describe("registry prefix of every image; default the operator's"),
  pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional().describe('image pull policy'),
  pullSecrets: z.array(secretName).max(8).optional().describe('image pull Secrets in the namespace'),
  overrides: z
    .record(name(), imageReference)
    .meta(
      cel({
        rule: `self.all(part, part in [${imageParts.map((part) => `'${part}'`).join(', ')}])`,
        message: `a key must be one of ${imageParts.join(', ')}`,
      }),
    )
    .optional()
    .describe('full image name by service or store'),
  digests: z
    .record(
      name(),
      z
        .string()
        .max(71)
        .regex(/^sha256:[0-9a-f]{64}$/, 'a digest such as sha256:0123…'),
    )
    .optional()
    .describe('image digest by service, `services`, store or `operator`; used instead of the tag'),
});

export const SettingsSpec = z.strictObject({
  git: z
    .strictObject({
      url: text(300).describe('its address'),
      branch: text(200).optional().describe('its branch'),
      secretName: secretName.optional().describe('Secret with credentials for the repository'),
    })
    .optional()
    .describe('Git repository with the configuration'),
});
