/** Which connections of a PostgreSQL server wait for a lock that another one holds. */
import type { DataSource } from 'typeorm';

export interface BlockedBackends {
  among(backends: readonly number[]): Promise<ReadonlySet<number>>;
}

export const blockedBackends = (server: DataSource): BlockedBackends => ({
  async among(backends) {
    if (backends.length === 0) return new Set();
    const rows = await server.query<{ pid: number }[]>(
      'select pid from unnest($1::int[]) as pid where cardinality(pg_blocking_pids(pid)) > 0',
      [backends],
    );
    return new Set(rows.map(({ pid }) => pid));
  },
});
