/** The operator's settings, from the environment; set by the chart. */
import { hostname } from 'node:os';
import { z } from 'zod';

export const Settings = z.object({
  /** Namespaces to watch, separated by commas; empty: all, which needs cluster-wide permissions. */
  WATCH_NAMESPACES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  /** Namespace of the leader lease: the operator's own. */
  POD_NAMESPACE: z.string().min(1).default('mambogo-system'),
  /** Identity among the operator's replicas. */
  POD_NAME: z.string().min(1).default(hostname()),
  /** Registry of images, for Storefronts that set none. */
  IMAGE_REGISTRY: z.string().min(1).default('ghcr.io/mambogo'),
  /** The operator's own image, which also runs the set-up Jobs. */
  OPERATOR_IMAGE: z.string().min(1),
  /** Suffix of the services' image tag, after a dash, where images of one version are rebuilt; empty: none. */
  IMAGE_BUILD: z.string().max(64).default(''),
  /** The same for the images of the version before. */
  PREVIOUS_IMAGE_BUILD: z.string().max(64).default(''),
  /** Until a step of an upgrade that makes no progress fails it. */
  UPGRADE_STEP_SECONDS: z.coerce.number().int().min(30).max(86_400).default(600),
  DAPR_NAMESPACE: z.string().min(1).default('dapr-system'),
  /** /healthz, /readyz, /metrics. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Whether each shop's public URL is probed at intervals. */
  CHECK_PUBLIC_URL: z.stringbool().default(true),
  /** Whether each shop's pods are queried at intervals for their invariant reports. */
  CHECK_INVARIANTS: z.stringbool().default(true),
  /** Storefronts reconciled concurrently. */
  WORKERS: z.coerce.number().int().min(1).max(64).default(4),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
export type Settings = z.output<typeof Settings>;
