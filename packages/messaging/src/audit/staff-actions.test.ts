import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import {
  MysqlStaffActionLists0000000000015,
  MysqlStaffActions0000000000014,
  PostgresStaffActionLists0000000000011,
  PostgresStaffActions0000000000008,
} from '../migrations/staff-actions.ts';
import { appendStaffAction, staffActionChain, staffActionSources } from './staff-action-log.ts';
import { readStaffActions } from './staff-action-route.ts';
import { verifyChains } from './verify-chains.ts';

const migrations = {
  postgres: [PostgresStaffActions0000000000008, PostgresStaffActionLists0000000000011],
  mysql: [MysqlStaffActions0000000000014, MysqlStaffActionLists0000000000015],
};
const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';

for (const dialect of ['postgres', 'mysql'] as const)
  describe(`actions of staff in ${dialect}`, { skip }, () => {
    const sources = staffActionSources('product', dialect, { product: 'product.', category: 'category.' });
    let own: TestDatabase;
    before(async () => {
      own = await createTestDatabase(dialect, { migrations: migrations[dialect] });
    });
    after(() => own?.drop());

    const act = (actor: string, subject: string, price: number) =>
      own.database.transaction((manager) =>
        appendStaffAction(
          manager,
          { actor: `merchant:${actor}`, cause: 'changeProduct' },
          { kind: 'product', subject, type: 'product.changed', data: { price, name: 'A "mug"' } },
        ),
      );
    const read = (query: Partial<StaffActionQuery> = {}) =>
      readStaffActions('product', own.database.manager, sources, {
        size: 100,
        ...query,
      });

    it('are chained by subject, also when several happen at once', async () => {
      await Promise.all([1, 2, 3, 4].map((price) => act('ann', 'one', price)));
      await act('bob', 'two', 5);
      const report = await verifyChains(own.database, staffActionChain);
      assert.deepEqual([report.chains, report.entries, report.broken], [2, 5, []]);
    });

    it('are listed newest first, page by page, and by actor', async () => {
      const all = await read();
      assert.deepEqual(
        all.map(({ id }) => id),
        all.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)).map(({ id }) => id),
      );
      const paged: string[] = [];
      for (let last = (await read({ size: 1 }))[0]; last; ) {
        paged.push(last.id);
        [last] = await read({ before: last.at, beforeId: last.id, size: 1 });
      }
      assert.deepEqual(
        paged,
        all.map(({ id }) => id),
      );
      const [bobs, ...others] = await read({ actor: 'merchant:bob' });
      assert.deepEqual(others, []);
      assert.deepEqual(await read({ type: 'product.ch', from: bobs?.at, actor: 'merchant:bob' }), [bobs]);
      assert.deepEqual(await read({ type: 'stock.' }), []);
      assert.deepEqual(await read({ from: new Date(Date.now() + 60_000).toISOString() }), []);
      const { id, at: _, traceId: __, ...rest } = bobs ?? {};
      assert.equal(id, 'product/two/000000001');
      assert.deepEqual(rest, {
        ...{ service: 'product', type: 'product.changed', kind: 'product', subject: 'two' },
        ...{ actor: 'merchant:bob', cause: 'changeProduct', data: { price: 5, name: 'A "mug"' } },
      });
    });
  });
