/**
 * A Storefront: the one resource that describes a shop, `mambogo.com/v1alpha1`. The same file is applied to a cluster and
 * passed to `npm start`. Strict: a misspelt field is an error, not a default.
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
    profile: z.enum(profiles).describe('set of defaults: sizes, replicas, thresholds, CORS and CSP, retention'),
    version: version.describe('version of all services'),
    images: ImagesSpec.optional(),
    hosts: z.array(host).min(1).max(16).optional(),
    publicUrl: publicUrl
      .optional()
      .describe('public URL of the shop, also the issuer of its tokens; default https:// and the first host'),
    ingress: IngressSpec.optional(),
    gateway: GatewayApiSpec.optional(),
    limits: RateLimits.optional().describe(
      'rate limits in requests per minute that differ from the defaults; applied without a restart',
    ),
    replicas: count(1, 100).optional().describe('replicas of services that do not set their own'),
    services: ServicesSpec.optional(),
    pods: PodsSpec.optional().describe(
      'pod settings for all components (`all`), a group (`services`, `stores`, `jobs`) or one component (`order`, `postgres`, `order-migration`); the most specific one wins',
    ),
    platform: z
      .enum(['Kubernetes', 'OpenShift'])
      .optional()
      .describe('restricted, or OpenShift, where security context constraints assign the user and group of pods'),
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
      'limits of prices and order totals, in minor units of the currency (cents, or whole yen); default about 10 to 10,000 US dollars',
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
    deletionPolicy: z
      .enum(['Retain', 'Delete'])
      .optional()
      .describe('what happens to the data when the Storefront is deleted; default Retain'),
    paused: z.boolean().optional(),
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
  });
export type StorefrontSpec = z.infer<typeof StorefrontSpec>;

export const Storefront = z.strictObject({
  apiVersion: z.literal('mambogo.com/v1alpha1'),
  kind: z.literal('Storefront'),
  metadata: z.looseObject({ name: name(32), namespace: name().optional() }),
  spec: StorefrontSpec,
});
export type Storefront = z.infer<typeof Storefront>;
