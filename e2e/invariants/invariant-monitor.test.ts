/**
 * The invariant monitor of each service, on its own tables: no findings for consistent data, and inconsistencies are found
 * among changed rows.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { changedStockSql, stockInvariants, stockTimeLimits } from '@mambogo/inventory/src/store/stock-invariants.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { changedOrdersSql, orderInvariants, orderTimeLimits } from '@mambogo/order/src/store/order-invariants.ts';
import {
  changedPaymentsSql,
  paymentInvariants,
  paymentTimeLimits,
} from '@mambogo/payment/src/store/payment-invariants.ts';
import type { InvariantCheck } from '@mambogo/service/invariants/invariant-monitor.ts';
import { sqlInvariantChecks } from '@mambogo/service/invariants/sql-invariant.ts';
import { type ConsistentFixture, createConsistentFixture, orderId, productId } from './fixtures/consistent-fixture.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';
const stores = ['order', 'payment', 'inventory', 'product'] as const;
type Store = (typeof stores)[number];

/** Changes to the data, by the rule that must find them. */
const inconsistencies: readonly (readonly [rule: string, store: Store, sql: string, whose: string])[] = [
  ['a confirmed order was paid in full', 'order', 'update order_summary set total = 2001', orderId],
  [
    'an order that is not paid in time is cancelled within 5 minutes',
    'order',
    `update order_summary set status = 'PENDING', pay_before = now() - interval '6 minutes'`,
    orderId,
  ],
  [
    'inventory and payment acknowledge an ended order, and payment a refund, within 15 minutes',
    'order',
    `update order_summary set unanswered = true, updated_at = now() - interval '16 minutes'`,
    orderId,
  ],
  ['a payment says what its attempts and refunds come to', 'payment', 'update payment set captured = 0', orderId],
  [
    'the provider answers a charge within 30 minutes',
    'payment',
    `update payment_attempt set state = 'STARTED', created_at = now() - interval '31 minutes'`,
    orderId,
  ],
  ['reserved equals what open reservations hold', 'inventory', 'update stock_item set reserved = 1', productId],
  [
    'an expired reservation is confirmed or cancelled within an hour',
    'inventory',
    `update reservation set status = 'RESERVED', expires_at = now() - interval '61 minutes'`,
    orderId,
  ],
];
const outdated = 'an event is published within 5 minutes';

describe('the invariant monitor', { skip }, () => {
  let shop: ConsistentFixture;
  let checks: Readonly<Record<Store, readonly InvariantCheck[]>>;
  before(async () => {
    shop = await createConsistentFixture();
    checks = {
      order: [
        ...sqlInvariantChecks(shop.order, [...orderInvariants, ...orderTimeLimits], { order: changedOrdersSql }),
        ...messagingInvariants(shop.order),
      ],
      payment: [
        ...sqlInvariantChecks(shop.payment, [...paymentInvariants, ...paymentTimeLimits], {
          order: changedPaymentsSql,
        }),
        ...messagingInvariants(shop.payment),
      ],
      inventory: [
        ...sqlInvariantChecks(shop.inventory, [...stockInvariants, ...stockTimeLimits], changedStockSql),
        ...messagingInvariants(shop.inventory),
      ],
      product: messagingInvariants(shop.product),
    };
  });
  after(() => shop?.drop());
  beforeEach(() => shop.repair());

  const week = new Date(Date.now() - 7 * 86_400_000);
  const found = async (store: Store, since = week, ids: readonly string[] = []) => {
    const findings = await Promise.all(
      checks[store].map(async ({ name, find }) => (await find({ since, ids })).map(({ id }) => `${name}: ${id}`)),
    );
    return findings.flat();
  };

  it('finds nothing in consistent data', async () => {
    for (const store of stores) assert.deepEqual(await found(store), []);
  });

  for (const [rule, store, sql, whose] of inconsistencies)
    it(`finds a violation of: ${rule}`, async () => {
      await shop.force(store, sql);
      assert.ok((await found(store)).includes(`${rule}: ${whose}`), (await found(store)).join('; '));
    });

  it('checks changed rows and earlier violations, not the rest', async () => {
    await shop.force('payment', 'update payment set captured = 0');
    const future = new Date(Date.now() + 60_000);
    assert.deepEqual(await found('payment', future), []);
    assert.equal((await found('payment', future, [orderId])).length, 1);
  });

  it('finds overdue events in both kinds of database', async () => {
    for (const [store, ago] of [
      ['order', `now() - interval '6 minutes'`],
      ['product', 'now(6) - interval 6 minute'],
    ] as const) {
      await shop.force(
        store,
        `insert into outbox (id, topic, message_key, envelope, created_at)
         values ('0190a000-0000-7000-8000-0000000000ff', 'x.events', 'x', '{}', ${ago})`,
      );
      assert.deepEqual(await found(store), [`${outdated}: 0190a000-0000-7000-8000-0000000000ff`]);
    }
  });
});
