/** Every invariant is effective: a consistent shop has no violation, and each inconsistency violates its invariant. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { checkInvariants, violationsOf } from './check-invariants.ts';
import { type ConsistentFixture, createConsistentFixture, orderId } from './fixtures/consistent-fixture.ts';
import { inconsistencies, summary } from './fixtures/inconsistent-fixtures.ts';
import { storedLogs } from './hash-chains.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';

const deadLetter = (kind: string, type: string) =>
  `insert into dead_letter (consumer, id, payload, kind, error) values ('x', '${newId()}', '${JSON.stringify({
    ...{ specversion: '1.0', id: newId(), source: 'shop', type, subject: orderId, time: new Date().toISOString() },
    ...{ datacontenttype: 'application/json', correlationid: 'x', data: { orderId } },
  })}', '${kind}', 'no')`;

describe('the invariants', { skip }, () => {
  let shop: ConsistentFixture;
  before(async () => {
    shop = await createConsistentFixture();
  });
  after(() => shop?.drop());
  beforeEach(() => shop.repair());

  const violated = async () =>
    new Map((await checkInvariants(shop, 0)).invariants.map(({ name, violations }) => [name, violations]));

  it('hold for a consistent shop, and all of them are tested here', async () => {
    const report = await checkInvariants(shop, 0);
    assert.deepEqual(
      report.invariants.filter(({ violations }) => violations.length > 0),
      [],
    );
    assert.deepEqual(report.inFlight, []);
    const tried = new Set([...inconsistencies.map(([name]) => name), 'no healthy event waits for a person']);
    assert.deepEqual(
      report.invariants.map(({ name }) => name).filter((name) => !tried.has(name)),
      [],
    );
  });

  for (const [name, store, sql, whose = orderId] of inconsistencies)
    it(`"${name}" bites: ${sql.replace(/\s+/g, ' ').slice(0, 60)}`, async () => {
      await shop.force(store, sql);
      const found = (await violated()).get(name);
      assert.ok(
        found?.some(({ id }) => id === whose),
        JSON.stringify(found),
      );
    });

  it('checks every table whose entries are hash-chained', async () => {
    for (const store of ['order', 'payment', 'inventory', 'product'] as const) {
      const chained = await shop[store].query<{ name: string }[]>(
        `select table_name as name from information_schema.columns where column_name = 'prev_hash'
           and table_schema = ${store === 'product' ? 'database()' : 'current_schema()'}`,
      );
      const checked = storedLogs.filter((one) => one.store === store).map(({ log }) => log.table);
      assert.deepEqual(chained.map(({ name }) => name).sort(), checked.sort(), store);
    }
  });

  it('finds a charge that only the provider knows', async () => {
    shop.entries.push({ reference: `${orderId}:2`, captures: 1, captured: 2_000, refunded: 0 });
    const found = (await violated()).get("the provider's own ledger agrees, charge by charge");
    assert.deepEqual(
      found?.map(({ id }) => id),
      [orderId],
    );
  });

  it('a valid event must not wait for a person; an invalid one, or one that is retried automatically, may', async () => {
    await shop.force('order', deadLetter('poison', 'com.mambogo.stock.reserved.v9'));
    await shop.force('inventory', deadLetter('transient', 'com.mambogo.order.delivered.v1'));
    assert.equal(violationsOf(await checkInvariants(shop, 0)), 0);
    await shop.force('payment', deadLetter('poison', 'com.mambogo.order.delivered.v1'));
    assert.equal((await violated()).get('no healthy event waits for a person')?.length, 1);
  });

  it('lists an order in flight, whose data may differ meanwhile', async () => {
    await shop.force('order', summary(`status = 'CANCELLED', unanswered = true`));
    const report = await checkInvariants(shop, 0);
    assert.deepEqual(
      report.inFlight.map(({ what, id }) => [what, id]),
      [['ended, not answered: CANCELLED', orderId]],
    );
    const about = report.invariants.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
    assert.deepEqual(about, ['an order summary is the fold of its log']);
    await shop.force(
      'product',
      `insert into outbox (id, topic, message_key, envelope) values ('${newId()}', 't', 'k', '{}')`,
    );
    assert.ok(
      (await checkInvariants(shop, 0)).inFlight.some(
        ({ store, what }) => store === 'product' && what === 'event to publish',
      ),
    );
  });
});
