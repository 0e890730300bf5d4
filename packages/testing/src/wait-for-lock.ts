/** Waits until a statement on a test's PostgreSQL database waits for a lock of another transaction. */
import type { DataSource } from 'typeorm';

export async function waitForLock(database: DataSource): Promise<void> {
  const waiting = async () => {
    const [{ n }] = await database.query<[{ n: number }]>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return n;
  };
  while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
