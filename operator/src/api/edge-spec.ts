/** How a shop is reached, who its shoppers are, how they pay: the parts that face outwards. */
import { z } from 'zod';
import { exactlyOne, name, publicUrl, secretName, text } from './bounded.ts';

export const IngressSpec = z.strictObject({
  className: name(253).optional(),
  tlsSecretName: secretName.optional(),
  trustedProxies: z.array(text(43)).max(32).optional().describe('addresses or ranges whose forwarded headers count'),
});

export const GatewayApiSpec = z.strictObject({
  parentRef: z.strictObject({ name: name(253), namespace: name().optional(), sectionName: text(253).optional() }),
});

export const IdentitySpec = exactlyOne({
  embedded: z
    .strictObject({ adminSecretName: secretName.optional().describe('the first administrator of a prod shop') })
    .optional(),
  external: z.strictObject({ issuer: text(300), audience: text(200) }).optional(),
});

export const PaymentsSpec = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('simulator') }),
  z.strictObject({ provider: z.literal('stripe'), stripe: z.strictObject({ secretName }) }),
]);

export const ImagesSpec = z.strictObject({
  registry: text(253).optional(),
  pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  pullSecrets: z.array(secretName).max(8).optional(),
  overrides: z.record(name(), text(300)).optional(),
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
