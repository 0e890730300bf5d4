/**
 * Settings come from the environment and are validated once, at start. An invalid one ends the process with exit code 78
 * (EX_CONFIG of sysexits.h) and one actionable line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSecureOrLoopback } from '../auth/oidc-discovery-keys.ts';
import { stepUpSettings } from '../auth/step-up.ts';
import { traceSettings } from '../telemetry/export-spans.ts';

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

const ReplicaAddress = z
  .string()
  .regex(/^[^:\s]+:\d{1,5}$/, 'must be host:port')
  .transform((text) => {
    const [host = '', port] = text.split(':');
    return { host, port: Number(port) };
  });

export const Port = z.coerce.number().int().min(1).max(65_535);

/** Settings of every service behind a sidecar. */
export const serviceSettings = {
  APP_ID: z.string().regex(/^[a-z0-9-]{1,63}$/),
  HOST: z.string().default('127.0.0.1'),
  PORT: Port,
  /** The admin port: health and metrics without a token, because the kubelet and Prometheus cannot reach PORT on loopback. */
  HEALTH_PORT: Port.optional(),
  /** Its address: all in a cluster, loopback on one machine. */
  HEALTH_HOST: z.string().default('0.0.0.0'),
  DAPR_HTTP_PORT: Port,
  PEERS: json(z.record(z.string(), z.string())).default({}),
  /** File with the ids of the broker's topics, written by their creator: packages/messaging/src/outbox/topic-epochs.ts. */
  TOPIC_EPOCHS_FILE: z.string().min(1).optional(),
  /** API of a schema registry, in Confluent's form: a publisher of events registers their schemas. Default: none. */
  SCHEMA_REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where the last known settings that change at run time are saved: runtime-settings/follow-settings.ts. */
  RUNTIME_SETTINGS_FILE: z.string().min(1).optional(),
  COMPONENTS: json(z.record(z.string(), z.string())).default({}),
  CREDENTIALS_DIR: z.string().min(1),
  PUBLIC_URL: z.url(),
  /** The external issuer of tokens, exactly as in their `iss` claim; default: the shop's own identity service. */
  ISSUER: z.url().refine(isSecureOrLoopback, 'must be https, or http on this machine').optional(),
  /** The audience of tokens. */
  AUDIENCE: z.string().min(1).default('mambogo-api'),
  ...stepUpSettings,
  /** The header `typ` of access tokens of an external issuer. */
  TOKEN_TYPE: z.enum(['at+jwt', 'any']).default('any'),
  /** Interval of the invariant monitor. */
  INVARIANTS_SECONDS: z.coerce.number().positive().default(600),
  ...traceSettings,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
};

/** Further settings of a service with a SQL store. */
export const databaseSettings = {
  DATABASE_URL: z.url({ protocol: /^(postgres|mysql)$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** Encrypts the connection and verifies the server's certificate and host name. */
  DATABASE_TLS: z.stringbool().default(false),
  /** CA certificates (PEM) for the server's certificate; default: those that Node trusts. */
  DATABASE_CA_FILE: z.string().min(1).optional(),
  /** `host:port` of the read replicas; default: there are none. */
  DATABASE_REPLICAS: ReplicaAddress.optional(),
  /** The lag from which a read replica is not used. */
  REPLICA_MAX_LAG_SECONDS: z.coerce.number().positive().max(3_600).default(5),
  /** How often changed heads of hash chains are anchored outside the database. */
  ANCHOR_SECONDS: z.coerce.number().positive().default(10),
  /** File to which they are appended; default: they are only published. */
  ANCHORS_FILE: z.string().min(1).optional(),
};

export const Seconds = z.coerce.number().positive().max(31_536_000);
export const Flag = z.stringbool();

export function readSettings<S extends z.ZodType>(
  schema: S,
  environment: NodeJS.ProcessEnv = process.env,
): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsError(`bad settings: ${errors.join('; ')}`);
}

/** The secret `name` from the mounted credentials folder. */
export function readCredential(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    throw new SettingsError(`bad settings: CREDENTIALS_DIR has no readable file ${name}`);
  }
}

/** Whether the credentials folder has the secret `name`, for one that is optional. */
export const hasCredential = (folder: string, name: string): boolean => existsSync(join(folder, name));
