/** Lists and periodic jobs read a few rows of a large log, not all of it: counted by the database itself. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import { readStaffActions } from '@mambogo/messaging/audit/staff-action-route.ts';
import { allRows } from '@mambogo/service/invariants/sql-invariant.ts';
import { rowsRead } from '@mambogo/testing/rows-read.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { schema } from './database.ts';
import { findOrders, type OrderFilter } from './find-orders.ts';
import { changedOrdersSql, orderInvariants } from './order-invariants.ts';
import { staffActionSources } from './staff-actions.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'no database server to test with';
const orders = 20_000;
const fewRows = 1_000;
/** The index of times finds whole ranges of the log, of a megabyte each: about 6,000 of its 80,000 entries, once or twice. */
const timeRange = 13_000;
const merchant = 'merchant:0190a000-0000-7000-8000-000000000001';
const customer = CustomerId.parse(newId());

describe(`with ${orders} orders`, { skip }, () => {
  let own: TestDatabase;
  before(async () => {
    own = await createTestDatabase('postgres', schema);
    await own.database.query('alter table order_summary disable trigger order_search_enqueue');
    await own.database.query(
      `create temporary view n as select i, ('0190a000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id,
         now() - interval '30 days' - i * interval '1 minute' as at from generate_series(1, ${orders}) i;
       insert into order_summary (id, number, customer_id, status, cart_version, total, currency, data, version, last_hash,
         placed_at, updated_at, pay_before, unanswered)
       select id, 'M' || i, case when i % 1000 = 0 then '${customer}' else gen_random_uuid() end, 'DELIVERED', i, i, 'USD',
         '{"payment": {"status": "CAPTURED"}, "lines": [], "refunds": []}', 4, '', at, at, at, false from n;
       insert into order_event (order_id, version, type, data, at, actor, correlation_id, hash, prev_hash)
       select id, v, (array['placed', 'confirmed', 'shipped', 'delivered'])[v], '{}', at,
         case when v > 2 then '${merchant}' else 'service:order' end, id, '', '' from n, generate_series(1, 4) v;
       insert into order_search_term (term, order_id) select 'sku:' || i % 20, id from n;`,
    );
    await own.database.query('vacuum analyze');
  });
  after(() => own?.drop());

  const filters: readonly Partial<OrderFilter>[] = [
    {},
    { status: 'DELIVERED' },
    { status: 'PENDING' },
    { stuck: true },
    { stuck: false },
    { held: true },
    { customerId: customer },
    { customers: [customer] },
    { number: 'M17' },
    { terms: ['sku:7'] },
    { terms: ['sku:nothing'] },
    { minTotal: 19_990 },
    { maxTotal: 10 },
    { before: '0190a000-0000-7000-8000-000000000100' },
  ];
  for (const filter of filters)
    it(`a page of orders with ${JSON.stringify(filter)} reads few rows`, async () => {
      const read = await rowsRead(own.database, (manager) => findOrders(manager, { ...filter, limit: 21 }));
      assert.ok(read < fewRows, `${read} rows were read`);
    });

  const page = { size: 21 };
  for (const query of [
    page,
    { ...page, actor: merchant },
    { ...page, actor: 'merchant:0190a000-0000-7000-8000-000000000002' },
    { ...page, actor: merchant, type: 'order.refund' },
    { ...page, from: new Date(Date.now() - 35 * 86_400_000).toISOString() },
    { ...page, before: new Date(Date.now() - 35 * 86_400_000).toISOString(), beforeId: 'order/x', type: 'order.' },
    { ...page, type: 'order.' },
    { ...page, type: 'order.refund' },
    { ...page, type: 'staff.note' },
    { ...page, type: 'roles.' },
    { ...page, before: new Date(Date.now() - 35 * 86_400_000).toISOString() },
  ])
    it(`a page of what staff did with ${JSON.stringify(query)} reads few rows`, async () => {
      const read = await rowsRead(own.database, (manager) =>
        readStaffActions('order', manager, staffActionSources, query),
      );
      assert.ok(read < fewRows, `${read} rows were read`);
    });

  it('the invariants of what changed read what changed', async () => {
    const changed = (column: string) => `${column} in (${changedOrdersSql.replace('$1', "now() - interval '1 hour'")})`;
    for (const { name, sql } of orderInvariants) {
      const read = await rowsRead(own.database, (manager) => manager.query(sql(changed)));
      assert.ok(read < timeRange, `${name}: ${read} rows were read`);
      assert.ok((await rowsRead(own.database, (manager) => manager.query(sql(allRows)))) > timeRange, name);
    }
  });
});
