/** Counts the SQL statements of each service, in the servers themselves. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { Shop } from '../local/shop/shop.ts';
import { createSuperusers } from '../local/test-runner/create-superusers.ts';

/** Runs `work` with every statement counted. PostgreSQL logs them meanwhile: never use it on real data. */
export async function countStatements(shop: Shop, work: () => Promise<void>): Promise<Map<string, number>> {
  const urls = await createSuperusers(shop);
  const log = join(shop.folders.logs, 'postgres.log');
  const postgres = new pg.Client(urls.postgres);
  const mariadb = await createConnection(urls.mysql);
  await postgres.connect();
  try {
    const setLog = async (how: 'all' | 'none') => {
      await postgres.query(`alter system set log_statement = '${how}'`);
      await postgres.query('select pg_reload_conf()');
    };
    await setLog('all');
    const from = statSync(log).size;
    const asked = await questions(mariadb);
    await work();
    const product = (await questions(mariadb)) - asked - 1;
    await setLog('none');
    const byService = new Map([['product', product]]);
    const lines = readFileSync(log).subarray(from).toString('utf8').split('\n');
    for (const line of lines) {
      const service = /\[\d+\] \S+?-(\w+) .*?LOG: +(?:statement|execute)/.exec(line)?.[1];
      if (service) byService.set(service, (byService.get(service) ?? 0) + 1);
    }
    return byService;
  } finally {
    await postgres.end();
    await mariadb.end();
  }
}

async function questions(mariadb: Awaited<ReturnType<typeof createConnection>>): Promise<number> {
  const [rows] = await mariadb.query("show global status like 'Questions'");
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (row && typeof row === 'object' && 'Value' in row) return Number(row.Value);
  throw new Error('MariaDB returned no statement count');
}
