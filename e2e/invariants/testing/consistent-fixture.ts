/**
 * For tests: the stores of a shop in which one order was bought, paid and confirmed, every book as it should be. Databases
 * are real and made by the services' own migrations; what their constraints would refuse is let in, for books to be wrong.
 */
import { newId } from '@mambogo/contracts/ids.ts';
import { schema as inventorySchema } from '@mambogo/inventory/src/store/database.ts';
import { schema as orderSchema } from '@mambogo/order/src/store/database.ts';
import { rebuildSummaries } from '@mambogo/order/src/store/rebuild-summaries.ts';
import { schema as paymentSchema } from '@mambogo/payment/src/store/database.ts';
import { schema as productSchema } from '@mambogo/product/src/store/database.ts';
import { chainHash } from '@mambogo/service/hash-chain.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/service/testing/test-database.ts';
import type { LedgerEntry } from '../../shopper/provider-ledger.ts';
import type { CartDeadLetter } from '../cart-dead-letters.ts';
import type { DatabaseName, Stores } from '../stores.ts';

export const orderId = newId();
export const productId = newId();
export const otherOrder = newId();
const customerId = newId();
const usd = (amount: number) => ({ amount, currency: 'USD' });
const at = new Date(Date.now() - 60_000).toISOString();
const causeId = { actor: 'test', correlation_id: orderId, causation_id: null };

export interface ConsistentFixture extends Stores {
  ledger(): Promise<LedgerEntry[]>;
  entries: LedgerEntry[];
  deadLetters: CartDeadLetter[];
  /** Runs statements without the database's objections. */
  force(store: DatabaseName, sql: string): Promise<void>;
  /** Everything as it should be again. */
  repair(): Promise<void>;
  drop(): Promise<void>;
}

export async function createConsistentFixture(): Promise<ConsistentFixture> {
  const own = {
    order: await createTestDatabase('postgres', orderSchema),
    payment: await createTestDatabase('postgres', paymentSchema),
    inventory: await createTestDatabase('postgres', inventorySchema),
    product: await createTestDatabase('mysql', productSchema),
  };
  await own.payment.database.query('drop index payment_attempt_one_capture');
  // Entries of the good order have ids of their own, below.
  await own.payment.database.query('alter table payment_event alter id restart with 100');
  await own.inventory.database.query('alter table stock_movement alter id restart with 100');
  for (const { database } of [own.order, own.payment, own.inventory]) await database.query(dropConstraints);
  const shop: ConsistentFixture = {
    order: own.order.database,
    payment: own.payment.database,
    inventory: own.inventory.database,
    product: own.product.database,
    entries: [],
    deadLetters: [],
    ledger: async () => shop.entries,
    cartDeadLetters: async () => shop.deadLetters,
    async force(store, sql) {
      const { database } = own[store];
      if (store === 'product') return void (await database.query(sql));
      await database.transaction((manager) => manager.query(`set local session_replication_role = replica; ${sql}`));
    },
    async repair() {
      for (const store of ['order', 'payment', 'inventory'] as const)
        await shop.force(store, `${empty[store]}; ${insertConsistentRows[store]()}`);
      for (const table of ['stock_level', 'outbox', 'dead_letter']) await shop.force('product', `delete from ${table}`);
      await shop.force('product', `insert into stock_level values ('${productId}', 8, 'in-stock', 3)`);
      await rebuildSummaries(shop.order);
      shop.deadLetters = [];
      shop.entries = [{ reference: `${orderId}:1`, captures: 1, captured: 2_000, refunded: 0 }];
    },
    async drop() {
      for (const database of Object.values<TestDatabase>(own)) await database.drop();
    },
  };
  return shop;
}

const dropConstraints = `do $$ declare c record; begin
  for c in select conrelid::regclass as t, conname from pg_constraint
    where contype in ('c', 'f') and connamespace = 'public'::regnamespace
  loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`;

const empty = {
  order: 'delete from order_event; delete from order_summary; delete from outbox; delete from dead_letter',
  payment:
    'delete from payment_event; delete from payment_refund; delete from payment_attempt; delete from payment; delete from outbox; delete from dead_letter',
  inventory:
    'delete from stock_movement; delete from reservation; delete from stock_item; delete from outbox; delete from dead_letter',
};

type Row = Readonly<Record<string, unknown>>;

const insert = (table: string, row: Row): string =>
  `insert into ${table} (${Object.keys(row).join(', ')}) overriding system value
   select ${Object.keys(row).join(', ')} from json_populate_record(null::${table}, '${JSON.stringify(row)}')`;

/** A published row of the outbox. */
export const publishedEvent = (topic: string, key: string, name: string, data: Row = {}): string =>
  `insert into outbox (id, topic, message_key, envelope, published_at) values ('${newId()}', '${topic}', '${key}',
    '${JSON.stringify({ type: `com.mambogo.${name}.v1`, data })}', now())`;

/** Entries of a log, chained. @param hashed what of a row is hashed */
function chained(table: string, rows: readonly Row[], hashed: (row: Row) => Row): { sql: string; head: string } {
  let head = '';
  const sql = rows.map((row) => {
    const hash = chainHash(head, hashed(row));
    const statement = insert(table, { ...row, hash, prev_hash: head });
    head = hash;
    return statement;
  });
  return { sql: sql.join('; '), head };
}

const line = { productId, sku: 'MUG', name: 'Mug', unitPrice: usd(1_000), quantity: 2, lineTotal: usd(2_000) };
const stockLines = [{ productId, quantity: 2 }];

const insertConsistentRows = {
  order() {
    const events: [string, Row][] = [
      [
        'placed',
        {
          ...{ number: 'M7K3QW9XB', customerId, cartVersion: newId(), lines: [line], total: usd(2_000) },
          ...{ paymentMethod: 'card', payBefore: at },
        },
      ],
      ['stock-reserved', { lines: stockLines, expiresAt: at }],
      ['payment-captured', { attempt: 1, paymentId: newId(), amount: usd(2_000), reference: 'ch_1' }],
      ['confirmed', { paymentReference: 'ch_1' }],
      ['stock-committed', { lines: stockLines }],
    ];
    const rows = events.map(([type, data], i) => ({ order_id: orderId, version: i + 1, type, data, at, ...causeId }));
    const { sql } = chained('order_event', rows, ({ order_id, correlation_id, causation_id, ...row }) => ({
      ...row,
      ...{ orderId: order_id, correlationId: correlation_id, causationId: causation_id, personal: null },
    }));
    const published = ['placed', 'confirmed'].map((name) => publishedEvent('order.events', orderId, `order.${name}`));
    return [sql, ...published].join('; ');
  },
  payment() {
    const events: [string, Row][] = [
      ['requested', { customerId, total: usd(2_000) }],
      ['stock-reserved', {}],
      ['attempt-started', { attempt: 1, paymentId: newId() }],
      ['captured', { attempt: 1, reference: 'ch_1', surplus: false }],
    ];
    const rows = events.map(([type, data], i) => ({
      order_id: orderId,
      version: i + 1,
      type,
      data,
      at,
      ...causeId,
      id: i + 1,
    }));
    const { sql, head } = chained(
      'payment_event',
      rows,
      ({ id: _, order_id, correlation_id, causation_id: __, ...row }) => ({
        ...{ ...row, orderId: order_id, correlationId: correlation_id },
      }),
    );
    return [
      sql,
      `insert into payment (order_id, customer_id, amount, currency, placed, reserved, ended, status, attempts, refunds,
         captured, refunded, version, last_hash)
       values ('${orderId}', '${customerId}', 2000, 'USD', true, true, false, 'CAPTURED', 1, 0, 2000, 0, 4, '${head}')`,
      `insert into payment_attempt (order_id, attempt, payment_id, state, surplus)
       values ('${orderId}', 1, '${newId()}', 'CAPTURED', false)`,
      publishedEvent('payment.events', orderId, 'payment.captured'),
    ].join('; ');
  },
  inventory() {
    const moves = [
      { type: 'received', quantity: 10, order_id: null },
      { type: 'reserved', quantity: 2, order_id: orderId },
      { type: 'committed', quantity: 2, order_id: orderId },
    ];
    const rows = moves.map((move, i) => ({ id: i + 1, product_id: productId, ...move, at, ...causeId }));
    const { sql, head } = chained(
      'stock_movement',
      rows,
      ({ id: _, product_id, order_id, correlation_id, causation_id: __, ...row }) => ({
        ...{ ...row, productId: product_id, correlationId: correlation_id },
        ...(order_id ? { orderId: order_id } : {}),
      }),
    );
    return [
      sql,
      `insert into stock_item (product_id, on_hand, reserved, sold, received, adjusted, version, last_hash)
       values ('${productId}', 8, 0, 2, 10, 0, 3, '${head}')`,
      `insert into reservation (order_id, status, lines) values ('${orderId}', 'COMMITTED', '${JSON.stringify(stockLines)}')`,
      publishedEvent('inventory.events', orderId, 'stock.reserved'),
      publishedEvent('inventory.events', orderId, 'stock.committed'),
      publishedEvent('inventory.events', productId, 'stock.changed', { available: 10, version: 1 }),
      publishedEvent('inventory.events', productId, 'stock.changed', { available: 8, version: 2 }),
    ].join('; ');
  },
};
