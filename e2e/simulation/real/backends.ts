/** The server processes of connections to PostgreSQL: which of them wait for locks, and how they are terminated. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

export interface BlockedBackends {
  /** Those that wait for a lock of another one. */
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

/** Ends connections and waits until they are gone. The time-out of pg_terminate_backend itself waits in steps of 100 ms. */
export async function terminateBackends(server: DataSource, where: string, value: unknown): Promise<void> {
  for (;;) {
    const rows = await server.query<unknown[]>(
      `select pg_terminate_backend(pid) from pg_stat_activity where ${where}`,
      [value],
    );
    if (rows.length === 0) return;
    await wait(1);
  }
}
