/** A rendered Dapr object (Component, Subscription, Resiliency or Configuration), for a file or an API server. */
import { z } from 'zod';

export const DaprObject = z.strictObject({
  apiVersion: z.enum(['dapr.io/v1alpha1', 'dapr.io/v2alpha1']),
  kind: z.enum(['Component', 'Subscription', 'Resiliency', 'Configuration']),
  metadata: z.strictObject({ name: z.string().min(1) }),
  spec: z.record(z.string(), z.unknown()),
  auth: z.strictObject({ secretStore: z.string() }).optional(),
  /** App ids whose sidecars load it; a Configuration is instead referenced by its sidecar. */
  scopes: z.array(z.string()).min(1).optional(),
});
export type DaprObject = z.infer<typeof DaprObject>;
