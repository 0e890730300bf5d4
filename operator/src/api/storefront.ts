/**
 * A Storefront: the one resource that describes a shop, `mambogo.com/v1alpha1`. The same file is applied to a cluster and
 * given to `npm start`. Strict: a misspelt field is an error, not a default.
 */
import { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import { z } from 'zod';
import { addressRange } from './address-range.ts';
import { AmountsSpec } from './amounts-spec.ts';
import { count, host, name, publicUrl, version } from './bounded-strings.ts';
import { DataSpec } from './data-spec.ts';
import {
  BackupSpec,
  GatewayApiSpec,
  IdentitySpec,
  ImagesSpec,
  IngressSpec,
  PaymentsSpec,
  SecuritySpec,
  SettingsSpec,
  TlsSpec,
} from './ingress-spec.ts';
import { PodsSpec } from './pods-spec.ts';
import { profiles } from './profile.ts';
import { ServicesSpec } from './services-spec.ts';

export const StorefrontSpec = z
  .strictObject({
    profile: z.enum(profiles).describe('sizes, replicas, thresholds, CORS and CSP, retention'),
    version: version.describe('of all services'),
    images: ImagesSpec.optional(),
    hosts: z.array(host).min(1).max(16).optional(),
    publicUrl: publicUrl.optional().describe('default https:// and the first host; the only issuer of tokens'),
    ingress: IngressSpec.optional(),
    gateway: GatewayApiSpec.optional(),
    limits: RateLimits.optional().describe('requests a minute that differ from the defaults; heard without a restart'),
    replicas: count(1, 100).optional().describe('of services that say nothing else'),
    services: ServicesSpec.optional(),
    pods: PodsSpec.optional().describe(
      'pods of all parts (`all`), of a group (`services`, `stores`, `jobs`) or of one part (`order`, `postgres`, `order-migration`); the narrower counts',
    ),
    platform: z
      .enum(['Kubernetes', 'OpenShift'])
      .optional()
      .describe('OpenShift: its security context constraints say which user and group pods run as'),
    data: DataSpec.optional(),
    tls: TlsSpec.optional(),
    identity: IdentitySpec.optional(),
    security: SecuritySpec.optional(),
    payments: PaymentsSpec,
    catalog: z.strictObject({ seed: z.enum(['demo', 'none']) }).optional(),
    currency: z
      .string()
      .max(3)
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD')
      .optional(),
    amounts: AmountsSpec.optional().describe(
      'what a price and an order may be, in minor units of the currency (cents, or whole yen); about 10 to 10,000 US dollars where nothing is said',
    ),
    settings: SettingsSpec.optional(),
    telemetry: z
      .strictObject({
        otlpEndpoint: z.string().max(300).optional(),
        prometheus: z.boolean().optional(),
        dashboards: z.boolean().optional(),
      })
      .optional(),
    backup: BackupSpec.optional(),
    egress: z.strictObject({ cidrs: z.array(addressRange).max(64) }).optional(),
    credentials: z.strictObject({ generation: count(1, 1_000_000) }).optional(),
    deletionPolicy: z.enum(['Retain', 'Delete']).optional().describe('Retain: data stays unless Delete is asked for'),
    paused: z.boolean().optional(),
  })
  .superRefine((spec, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, input: undefined });
    if (!spec.hosts && !spec.publicUrl) wrong('hosts', 'give hosts or publicUrl: a shop has an address');
    if (spec.ingress && spec.gateway) wrong('gateway', 'give ingress or gateway, not both');
    if (spec.profile === 'prod' && spec.payments.provider === 'simulator') {
      wrong('payments', 'the simulator takes no money and is refused in prod; use stripe');
    }
    if (spec.profile === 'prod' && spec.catalog?.seed === 'demo')
      wrong('catalog', 'the demo catalogue is refused in prod');
  });
export type StorefrontSpec = z.infer<typeof StorefrontSpec>;

export const Storefront = z.strictObject({
  apiVersion: z.literal('mambogo.com/v1alpha1'),
  kind: z.literal('Storefront'),
  metadata: z.looseObject({ name: name(32), namespace: name().optional() }),
  spec: StorefrontSpec,
});
export type Storefront = z.infer<typeof Storefront>;
