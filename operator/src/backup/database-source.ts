/** A service's database as a backup reads it: with the service's own role. */

export interface DatabaseSource {
  readonly store: 'postgres' | 'mysql';
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Set when the connection is encrypted: CA certificates (PEM) that verify the server, and the file that has them. */
  readonly tls?: { readonly ca: string; readonly caFile: string };
}

/** Parses a URL with a password. */
export function parseDatabaseSource(service: string, databaseUrl: string): DatabaseSource {
  const url = new URL(databaseUrl);
  return {
    store: url.protocol === 'mysql:' ? 'mysql' : 'postgres',
    service,
    host: url.hostname,
    port: Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/**
 * Orders first: what an order refers to (a customer, a product) is committed before it. Payments last: the provider's ledger is
 * read after them, and so contains every charge they know.
 */
export const inSnapshotOrder = (databases: readonly DatabaseSource[]): DatabaseSource[] =>
  databases.toSorted((one, other) => rank(one) - rank(other));

const rank = ({ service }: DatabaseSource): number => (service === 'order' ? 0 : service === 'payment' ? 2 : 1);

/** For PostgreSQL's tools. */
export const postgresEnvironment = ({ password, tls }: DatabaseSource): Record<string, string> => ({
  PGPASSWORD: password,
  ...(tls ? { PGSSLMODE: 'verify-full', PGSSLROOTCERT: tls.caFile } : {}),
});

/** For MariaDB's tools. */
export const mysqlAddress = ({ host, port, user, tls }: DatabaseSource): string[] => [
  ...['--protocol=tcp', `--host=${host}`, `--port=${port}`, `--user=${user}`],
  ...(tls ? [`--ssl-ca=${tls.caFile}`, '--ssl-verify-server-cert'] : []),
];
