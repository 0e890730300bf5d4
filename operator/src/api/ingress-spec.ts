/** How a shop is reached, who its shoppers are, how they pay: the parts that face outwards. */
import { services } from '@mambogo/blueprint/services.ts';
import { z } from 'zod';
import { addressOrRange } from './address-range.ts';
import { annotations, exactlyOne, issuer, name, publicUrl, secretName, text } from './bounded-strings.ts';
import { imageReference, imageRegistry } from './image-reference.ts';

const trustedProxies = z
  .array(addressOrRange)
  .max(32)
  .optional()
  .describe('addresses or ranges whose X-Forwarded-For is believed');

export const IngressSpec = z.strictObject({
  className: name(253).optional(),
  tlsSecretName: secretName.optional(),
  annotations: annotations
    .optional()
    .describe('on the Ingress: what its controller, cert-manager or external-dns reads'),
  trustedProxies,
});

export const GatewayApiSpec = z.strictObject({
  parentRef: z.strictObject({ name: name(253), namespace: name().optional(), sectionName: text(253).optional() }),
  annotations: annotations.optional().describe('on the HTTPRoute'),
  trustedProxies,
});

export const TlsSpec = z.strictObject({
  issuerRef: z.strictObject({
    name: name(253),
    kind: z.enum(['Issuer', 'ClusterIssuer']),
    group: text(253).optional().describe('of an issuer that is not cert-manager’s own'),
  }),
});

export const IdentitySpec = exactlyOne({
  embedded: z
    .strictObject({ adminSecretName: secretName.optional().describe('the first administrator of a prod shop') })
    .optional(),
  external: z
    .strictObject({
      issuer: issuer.describe('an OpenID provider, exactly as its tokens name it'),
      audience: text(200).describe('whom its access tokens for this shop are for'),
      acrValues: z
        .array(text(200).regex(/^[^\s"\\]+$/, 'no spaces or quotes'))
        .min(1)
        .max(8)
        .optional()
        .describe('acr values of a strong log-in there: with them refunds and the like ask for a fresh one'),
      tokenType: z
        .enum(['at+jwt', 'any'])
        .optional()
        .describe('at+jwt: only tokens whose `typ` follows RFC 9068 are taken, which no ID token is; default any'),
      clientId: text(200).optional().describe('as what the browser shop is registered there; default mambogo-spa'),
    })
    .optional(),
});

/** What the shop says of its own security to researchers and browsers. */
export const SecuritySpec = z.strictObject({
  contact: text(300)
    .regex(
      /^(mailto:[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+|https:\/\/[A-Za-z0-9.-]+(\/[\x21-\x7e]*)?|tel:\+?[0-9-]+)$/,
      'a mailto:, https: or tel: address',
    )
    .refine((address) => URL.canParse(address), 'a mailto:, https: or tel: address')
    .optional()
    .describe('whom security.txt names; default mailto:security@ and the host of the shop'),
  hstsPreload: z
    .boolean()
    .optional()
    .describe('Strict-Transport-Security asks browsers to know the host by https before any visit; hard to take back'),
});

export const PaymentsSpec = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('simulator') }),
  z.strictObject({ provider: z.literal('stripe'), stripe: z.strictObject({ secretName }) }),
]);

/** What has an image of its own name, or of all services, or of the operator's Jobs. */
export const imageParts = [
  ...services.map(({ name: service }) => service),
  ...(['services', 'operator', 'postgres', 'mysql', 'redis', 'kafka'] as const),
] as const;

export const ImagesSpec = z.strictObject({
  registry: imageRegistry.optional(),
  pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  pullSecrets: z.array(secretName).max(8).optional(),
  overrides: z.record(name(), imageReference).optional(),
  digests: z
    .record(
      name(),
      z
        .string()
        .max(71)
        .regex(/^sha256:[0-9a-f]{64}$/, 'a digest such as sha256:0123…'),
    )
    .optional()
    .describe('service, `services`, store or `operator`: digest of its image, in place of the tag'),
});

export const BackupSpec = z.strictObject({
  schedule: text(100).describe('cron, UTC'),
  destination: exactlyOne({
    volumeClaim: z.strictObject({ claimName: name(253) }).optional(),
    s3: z
      .strictObject({ bucket: text(63), endpoint: publicUrl.optional(), prefix: text(200).optional(), secretName })
      .optional(),
  }),
  keep: z.int().min(1).max(365).optional().describe('how many backups'),
});

export const SettingsSpec = z.strictObject({
  git: z.strictObject({ url: text(300), branch: text(200).optional(), secretName: secretName.optional() }).optional(),
});
