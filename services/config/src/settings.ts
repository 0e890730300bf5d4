/** The settings of the config service. */
import { Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  /** Whose files `<service>-<profile>.yml` are in force. */
  PROFILE: z.string().regex(/^[a-z0-9]{1,30}$/),
  /** Folder of the bare repository: the repository itself, or the mirror of GIT_URL. */
  REPOSITORY_DIR: z.string().min(1),
  /** Where commits come from: https with a user and password or token, or a path; default: REPOSITORY_DIR. */
  GIT_URL: z
    .string()
    .regex(/^(?:https?:\/\/|\/|file:\/\/)/, 'must be an https address or a path')
    .optional(),
  GIT_BRANCH: z
    .string()
    .regex(/^[\w][\w./-]{0,199}$/)
    .default('main'),
  /** How often GIT_URL is asked for commits. */
  FETCH_SECONDS: Seconds.default(10),
  /** How often the branch in REPOSITORY_DIR and LIMITS_FILE are looked at. */
  LOOK_SECONDS: Seconds.default(0.5),
  /** JSON file with the Storefront's rate limits (`spec.limits`), the weakest source. */
  LIMITS_FILE: z.string().min(1).optional(),
});
export type Settings = z.output<typeof Settings>;
