/** The operator's settings, from the environment; the chart gives them. */
import { hostname } from 'node:os';
import { z } from 'zod';

export const Settings = z.object({
  /** Namespaces it looks after, separated by commas; empty: all, which needs cluster-wide rights. */
  WATCH_NAMESPACES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  /** Where its lease is: its own namespace. */
  POD_NAMESPACE: z.string().min(1).default('mambogo-system'),
  /** Who it is among its replicas. */
  POD_NAME: z.string().min(1).default(hostname()),
  /** Where images are, for Storefronts that name no registry. */
  IMAGE_REGISTRY: z.string().min(1).default('ghcr.io/mambogo'),
  /** Its own image, which runs the Jobs that set stores up. */
  OPERATOR_IMAGE: z.string().min(1),
  /** Follows a dash in the tag of the services' image, where images of one version are built anew; empty: nothing does. */
  IMAGE_BUILD: z.string().max(64).default(''),
  DAPR_NAMESPACE: z.string().min(1).default('dapr-system'),
  /** /healthz, /readyz, /metrics. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Whether the public URL of each shop is asked now and then. */
  CHECK_PUBLIC_URL: z.stringbool().default(true),
  /** Whether the pods of each shop are asked now and then what their standing watches have found. */
  CHECK_INVARIANTS: z.stringbool().default(true),
  /** Storefronts worked on at once. */
  WORKERS: z.coerce.number().int().min(1).max(64).default(4),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
export type Settings = z.output<typeof Settings>;
