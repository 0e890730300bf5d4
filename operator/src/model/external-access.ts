/** Access to an external store: the required keys of its Secret, and their values. Pure. */
import { z } from 'zod';
import type { StoreServer } from './store-server.ts';

const host = z.string().min(1);
const port = z.coerce.number().int().min(1).max(65_535);
const login = { username: z.string().min(1), password: z.string().min(1) };

/** `ca.crt`: CA certificates that verify the server, unless public authorities do. */
const encrypted = {
  tls: z.stringbool().optional(),
  'ca.crt': z.string().startsWith('-----BEGIN CERTIFICATE-----').optional(),
};

const sql = (standardPort: number) => z.object({ host, port: port.default(standardPort), ...login, ...encrypted });

const schemas = {
  /** Credentials of a user who may create databases and roles. */
  postgres: sql(5432),
  mysql: sql(3306),
  redis: z.object({
    host,
    port: port.default(6379),
    username: z.string().min(1).default('default'),
    password: z.string().min(1),
    ...encrypted,
  }),
  /** `host` and `port` of one broker; clients discover the others. */
  kafka: z.object({
    host,
    port: port.default(9092),
    username: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).default('SCRAM-SHA-512'),
    ...encrypted,
    tls: z.stringbool().default(true),
  }),
} as const;

export interface ExternalAccess {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly mechanism?: string;
  readonly tls?: boolean;
  /** CA certificates (PEM); absent: public authorities. */
  readonly authorities?: string;
  /** Changes when the Secret does. */
  readonly version: string;
}

/** Parses a Secret's values; returns a sentence about what is wrong if it can't. */
export function readExternalAccess(
  server: StoreServer,
  values: Readonly<Record<string, string>>,
  version: string,
): ExternalAccess | string {
  const parsed = schemas[server].safeParse(values);
  if (parsed.success) {
    const { 'ca.crt': authorities, tls, ...access } = parsed.data;
    return { ...access, tls: tls ?? authorities !== undefined, authorities, version };
  }
  const keys = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
  return `it must hold host, port, username and password; wrong or missing: ${keys.join(', ')}`;
}
