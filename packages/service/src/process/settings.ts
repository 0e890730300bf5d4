/**
 * Settings come from the environment and are checked once, at start. A bad one ends the process with exit code 78
 * (EX_CONFIG of sysexits.h) and one line a person can act on.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSecureOrLoopback } from '../auth/oidc-discovery-keys.ts';
import { stepUpSettings } from '../auth/step-up.ts';

export class SettingsError extends Error {
  override name = 'SettingsError';
}

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

export const Port = z.coerce.number().int().min(1).max(65_535);

/** What every service behind a sidecar is given. */
export const serviceSettings = {
  APP_ID: z.string().regex(/^[a-z0-9-]{1,63}$/),
  HOST: z.string().default('127.0.0.1'),
  PORT: Port,
  /** In a cluster: health once more, on every address, for a kubelet that can't reach PORT on loopback. */
  HEALTH_PORT: Port.optional(),
  DAPR_HTTP_PORT: Port,
  PEERS: json(z.record(z.string(), z.string())).default({}),
  /** Where the ids of the broker's topics are written down, by whoever makes them: packages/messaging/src/outbox/topic-epochs.ts. */
  TOPIC_EPOCHS_FILE: z.string().min(1).optional(),
  COMPONENTS: json(z.record(z.string(), z.string())).default({}),
  CREDENTIALS_DIR: z.string().min(1),
  PUBLIC_URL: z.url(),
  /** Who gives tokens, exactly as they name it, where that is not the shop's own identity service. */
  ISSUER: z.url().refine(isSecureOrLoopback, 'must be https, or http on this machine').optional(),
  /** Whom tokens are for. */
  AUDIENCE: z.string().min(1).default('mambogo-api'),
  ...stepUpSettings,
  /** What an issuer outside calls its access tokens in their header `typ`. */
  TOKEN_TYPE: z.enum(['at+jwt', 'any']).default('any'),
  /** Between two looks of the standing watch. */
  INVARIANTS_SECONDS: z.coerce.number().positive().default(600),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
};

/** What a service with a SQL store is given besides. */
export const databaseSettings = {
  DATABASE_URL: z.url({ protocol: /^(postgres|mysql)$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** The connection is encrypted, and the server's certificate and name are verified. */
  DATABASE_TLS: z.stringbool().default(false),
  /** Certificates (PEM) of who may vouch for the server; without, those Node trusts. */
  DATABASE_CA_FILE: z.string().min(1).optional(),
};

export const Seconds = z.coerce.number().positive().max(31_536_000);
export const Flag = z.stringbool();

export function readSettings<S extends z.ZodType>(
  schema: S,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsError(`bad settings: ${faults.join('; ')}`);
}

/** The secret `name` from the mounted credentials folder. */
export function readCredential(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    throw new SettingsError(`bad settings: CREDENTIALS_DIR has no readable file ${name}`);
  }
}
