/** A page of what staff did reads a few rows of a long log, by kind and by person: counted by the server itself. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { rowsRead } from '@mambogo/testing/rows-read.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import {
  MysqlStaffActionLists0000000000015,
  MysqlStaffActions0000000000014,
  PostgresStaffActionLists0000000000011,
  PostgresStaffActions0000000000008,
} from '../migrations/staff-actions.ts';
import { staffActionSources } from './staff-action-log.ts';
import { readStaffActions } from './staff-action-route.ts';

const migrations = {
  postgres: [PostgresStaffActions0000000000008, PostgresStaffActionLists0000000000011],
  mysql: [MysqlStaffActions0000000000014, MysqlStaffActionLists0000000000015],
};
const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';
const actions = 10_000;
/** MariaDB counts each row of a derived table, and of its own counters, again. */
const fewRows = 1_500;

const digits = `(${Array.from({ length: 10 }, (_, d) => `select ${d} as d`).join(' union all ')})`;
const age = { postgres: `now() - i * interval '1 minute'`, mysql: 'utc_timestamp(3) - interval i minute' };
/** One action of a category for a thousand of products, and each other one of those by bob. */
const fill = (dialect: keyof typeof age) => `
  insert into staff_action (subject, version, kind, type, actor, data, at, hash, prev_hash)
  select cast(i as char(36)), 1, case when i % 1000 = 0 then 'category' else 'product' end,
    case when i % 1000 = 0 then 'category.changed' else 'product.changed' end,
    case when i % 2000 = 0 then 'merchant:bob' else 'merchant:ann' end, '{}', ${age[dialect]}, '', ''
  from (select a.d + 10 * b.d + 100 * c.d + 1000 * e.d as i from ${digits} a cross join ${digits} b cross join ${digits} c
    cross join ${digits} e) n`;
const analyze = { postgres: 'analyze staff_action', mysql: 'analyze table staff_action' };

for (const dialect of ['postgres', 'mysql'] as const)
  describe(`${actions} actions of staff in ${dialect}`, { skip }, () => {
    const sources = staffActionSources('product', dialect, { product: 'product.', category: 'category.' });
    let own: TestDatabase;
    before(async () => {
      own = await createTestDatabase(dialect, { migrations: migrations[dialect] });
      await own.database.query(fill(dialect));
      await own.database.query(analyze[dialect]);
    });
    after(() => own?.drop());

    const page = { size: 21 };
    const time = new Date(Date.now() - 5 * 86_400_000).toISOString();
    const queries: readonly StaffActionQuery[] = [
      page,
      { ...page, type: 'product.' },
      { ...page, type: 'category.' },
      { ...page, type: 'stock.' },
      { ...page, actor: 'merchant:bob' },
      { ...page, actor: 'merchant:eve' },
      { ...page, before: time, beforeId: 'product/5/000000001' },
      { ...page, from: time },
      { ...page, from: new Date().toISOString() },
    ];
    for (const query of queries)
      it(`a page with ${JSON.stringify(query)} reads few rows`, async () => {
        const read = await rowsRead(own.database, (manager) => readStaffActions('product', manager, sources, query));
        assert.ok(read < fewRows, `${read} rows were read`);
      });
  });
