/** How to reach a store somebody else runs: what its Secret must hold, and what it holds. Pure. */
import { z } from 'zod';
import type { StoreServer } from './store-server.ts';

const host = z.string().min(1);
const port = z.coerce.number().int().min(1).max(65_535);
const login = { username: z.string().min(1), password: z.string().min(1) };

/** `ca.crt`: who may vouch for the server, where no public authority does. */
const encrypted = {
  tls: z.stringbool().optional(),
  'ca.crt': z.string().startsWith('-----BEGIN CERTIFICATE-----').optional(),
};

const sql = (standardPort: number) => z.object({ host, port: port.default(standardPort), ...login, ...encrypted });

const schemas = {
  /** Someone who may create databases and roles. */
  postgres: sql(5432),
  mysql: sql(3306),
  redis: z.object({
    host,
    port: port.default(6379),
    username: z.string().min(1).default('default'),
    password: z.string().min(1),
    ...encrypted,
  }),
  /** `host` and `port` of one broker; the others are learnt from it. */
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
  /** Certificates (PEM) of who may vouch for it; without, public authorities. */
  readonly authorities?: string;
  /** Changes when the Secret does. */
  readonly version: string;
}

/** Reads a Secret's values; answers a sentence about what is wrong with them instead. */
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
