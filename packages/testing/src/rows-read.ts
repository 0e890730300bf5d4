/**
 * How many rows a server reads for some work: a statement without an index reads a table, however fast the machine is. PostgreSQL
 * may plan a prepared statement for any values after it was executed five times, so the first execution and a later one are counted.
 */
import type { DataSource, EntityManager } from 'typeorm';

type Work = (manager: EntityManager) => Promise<unknown>;

const executionsBeforeLastPlan = 6;

/** @returns rows and index entries that the work reads at its first execution or at a later one, whichever are more */
export const rowsRead = (database: DataSource, work: Work): Promise<number> =>
  database.transaction(async (manager) => {
    const read = database.options.type === 'postgres' ? readPostgres : readMysql;
    const first = await count(manager, read, work);
    for (let times = 1; times < executionsBeforeLastPlan; times += 1) await work(manager);
    return Math.max(first, await count(manager, read, work));
  });

async function count(manager: EntityManager, read: (manager: EntityManager) => Promise<number>, work: Work) {
  const begun = await read(manager);
  await work(manager);
  return (await read(manager)) - begun;
}

async function readPostgres(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ n: string }[]>(
    'select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables',
  );
  return Number(row?.n);
}

/** Its own statement reads the list of counters, some hundred rows, which count too. */
async function readMysql(manager: EntityManager): Promise<number> {
  const rows = await manager.query<{ Value: string }[]>("show session status like 'Handler_read%'");
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
}
