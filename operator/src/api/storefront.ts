/**
 * A Storefront: the one resource that describes a shop, `mambogo.com/v1alpha1`. The same file is applied to a cluster and
 * passed to `npm start`. Strict: a misspelt field is an error, not a default.
 */
import { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import { z } from 'zod';
import { addressRange } from './address-range.ts';
import { AmountsSpec } from './amounts-spec.ts';
import { BackupSpec } from './backup-spec.ts';
import { count, host, name, publicUrl, version } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { DataSpec } from './data-spec.ts';
import {
  GatewayApiSpec,
  IdentitySpec,
  ImagesSpec,
  IngressSpec,
  PaymentsSpec,
  SecuritySpec,
  SettingsSpec,
  TlsSpec,
} from './ingress-spec.ts';
import { MailSpec } from './mail-spec.ts';
import { PodsSpec } from './pods-spec.ts';
import { profiles } from './profile.ts';
import { SchemaRegistrySpec } from './schema-registry-spec.ts';
import { ServicesSpec } from './services-spec.ts';
import { supportedVersions } from './supported-versions.ts';

export const StorefrontSpec = z
  .strictObject({
    profile: z.enum(profiles).describe('set of defaults: sizes, replicas, thresholds, CORS and CSP, retention'),
    version: version.meta({
      description: 'version of all services',
      // A version that is no longer supported stays valid in existing objects, as the API server validates only what changes.
      ...cel({
        rule: `self in [${supportedVersions.map((one) => `'${one}'`).join(', ')}]`,
        message: `this release of the operator supports ${supportedVersions.join(', ')}`,
      }),
    }),
    images: ImagesSpec.optional().describe('registry, pull settings and overrides of images'),
    hosts: z
      .array(host)
      .min(1)
      .max(16)
      .optional()
      .describe('host names of the shop; the first is canonical, the others redirect to it'),
    publicUrl: publicUrl
      .optional()
      .describe('public URL of the shop, also the issuer of its tokens; default https:// and the first host'),
    ingress: IngressSpec.optional().describe('expose the shop by an Ingress'),
    gateway: GatewayApiSpec.optional().describe('expose the shop by an HTTPRoute of the Gateway API'),
    limits: RateLimits.optional().describe(
      'rate limits in requests per minute that differ from the defaults; applied without a restart',
    ),
    replicas: count(1, 100).optional().describe('replicas of services that do not set their own'),
    services: ServicesSpec.optional().describe('overrides of the profile, by service'),
    pods: PodsSpec.optional().describe(
      'pod settings for all components (`all`), a group (`services`, `stores`, `jobs`) or one component (`order`, `postgres`, `order-migration`); the most specific one wins',
    ),
    platform: z
      .enum(['Kubernetes', 'OpenShift'])
      .optional()
      .describe('restricted, or OpenShift, where security context constraints assign the user and group of pods'),
    data: DataSpec.optional().describe('source of each store; default embedded, with the sizes of the profile'),
    tls: TlsSpec.optional().describe('issuer of the certificates of embedded stores; default the operator'),
    identity: IdentitySpec.optional().describe('identity provider; default the embedded identity service'),
    security: SecuritySpec.optional().describe('security contact and browser security policy'),
    payments: PaymentsSpec.describe('payment provider'),
    catalog: z
      .strictObject({
        seed: z.enum(['demo', 'none']).describe('demo: some hundred products with stock; rejected in prod'),
      })
      .optional()
      .describe('initial catalogue'),
    currency: z
      .string()
      .max(3)
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD')
      .optional()
      .describe('currency of the shop, ISO 4217'),
    amounts: AmountsSpec.optional().describe(
      'limits of prices and order totals, in minor units of the currency (cents, or whole yen); default about 10 to 10,000 US dollars',
    ),
    mail: MailSpec.optional().describe(
      'SMTP server for messages to customers; without one they are recorded and not sent',
    ),
    settings: SettingsSpec.optional().describe('external configuration of the services'),
    schemaRegistry: SchemaRegistrySpec.optional().describe(
      'registry of the schemas of events; default embedded in the profiles demo and prod, none in local',
    ),
    telemetry: z
      .strictObject({
        otlpEndpoint: z
          .string()
          .max(300)
          .optional()
          .describe('URL of a collector that takes OTLP over HTTP; empty: no traces are sent'),
        tracePage: z
          .string()
          .max(300)
          .optional()
          .describe('URL of the page of one trace, with {traceId} in it; the timeline of an order links to it'),
        dashboardsPage: z.string().max(300).optional().describe('URL of dashboards; the operations page links to it'),
        runbooksPage: z
          .string()
          .max(300)
          .optional()
          .describe('URL to which NAME.html of a runbook is added; the operations page links to it'),
        prometheus: z
          .boolean()
          .optional()
          .describe(
            'have metrics scraped: annotations on pods, and monitors and rules where the Prometheus operator is installed',
          ),
        sidecarMetrics: z
          .boolean()
          .optional()
          .describe(
            'have Dapr’s own metrics of the sidecars scraped, too, if prometheus is true; every call then costs more processor time; default false',
          ),
        dashboards: z.boolean().optional().describe('create dashboards as ConfigMaps for Grafana'),
      })
      .optional()
      .describe('traces, metrics and dashboards'),
    backup: BackupSpec.optional().describe('backups of the data'),
    egress: z
      .strictObject({
        cidrs: z
          .array(addressRange)
          .max(64)
          .meta({
            description: 'allowed address ranges; everything else is blocked',
            ...cel({ rule: 'self.all(range, isCIDR(range))', message: 'address ranges such as 10.20.0.0/16' }),
          }),
      })
      .optional()
      .describe('egress of pods to outside the cluster'),
    credentials: z
      .strictObject({
        generation: count(1, 1_000_000).describe(
          'raise it to rotate logins, passwords, tokens, certificates and token signing keys; it cannot be lowered',
        ),
      })
      .optional()
      .describe('credentials that the operator makes'),
    deletionPolicy: z
      .enum(['Retain', 'Delete'])
      .optional()
      .describe('what happens to the data when the Storefront is deleted; default Retain'),
    hibernated: z
      .boolean()
      .optional()
      .describe('true: no pods run; data, addresses and credentials stay, and false wakes the shop'),
    paused: z.boolean().optional().describe('true: the operator changes nothing'),
  })
  .superRefine((spec, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, input: undefined });
    if (!spec.hosts && !spec.publicUrl) wrong('hosts', 'set hosts or publicUrl: a shop needs an address');
    if (spec.ingress && spec.gateway) wrong('gateway', 'set ingress or gateway, not both');
    if (spec.profile === 'prod' && spec.payments.provider === 'simulator') {
      wrong('payments', 'the simulator takes no real payments and is rejected in prod; use stripe');
    }
    if (spec.profile === 'prod' && spec.catalog?.seed === 'demo')
      wrong('catalog', 'the demo catalogue is rejected in prod');
  })
  .meta(
    cel(
      { rule: 'has(self.hosts) || has(self.publicUrl)', message: 'set hosts or publicUrl: a shop needs an address' },
      { rule: '!(has(self.ingress) && has(self.gateway))', message: 'set ingress or gateway, not both' },
      {
        rule: "self.profile != 'prod' || self.payments.provider != 'simulator'",
        message: 'the simulator takes no real payments and is rejected in prod; use stripe',
      },
      {
        rule: "self.profile != 'prod' || !has(self.catalog) || self.catalog.seed != 'demo'",
        message: 'the demo catalogue is rejected in prod',
      },
    ),
  );
export type StorefrontSpec = z.infer<typeof StorefrontSpec>;

export const Storefront = z.strictObject({
  apiVersion: z.literal('mambogo.com/v1alpha1'),
  kind: z.literal('Storefront'),
  metadata: z.looseObject({ name: name(32), namespace: name().optional() }),
  spec: StorefrontSpec,
});
export type Storefront = z.infer<typeof Storefront>;
