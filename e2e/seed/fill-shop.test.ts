/** A filled shop has no violated invariant, and its hash chains lead to their anchors. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { schema as identitySchema } from '@mambogo/identity/src/store/database.ts';
import { schema as inventorySchema } from '@mambogo/inventory/src/store/database.ts';
import { anchoredChains } from '@mambogo/messaging/audit/anchor.ts';
import { verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { schema as orderSchema } from '@mambogo/order/src/store/database.ts';
import { schema as paymentSchema } from '@mambogo/payment/src/store/database.ts';
import { schema as productSchema } from '@mambogo/product/src/store/database.ts';
import { openLedgerFile } from '@mambogo/psp-simulator/src/store/open-ledger.ts';
import { readTotals } from '@mambogo/psp-simulator/src/store/totals.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { readAnchorFile } from '../audit/read-anchors.ts';
import { checkInvariants, violationsOf } from '../invariants/check-invariants.ts';
import { storedLogs } from '../invariants/hash-chains.ts';
import { fillStores } from './fill-shop.ts';
import { headWriter } from './seed-anchors.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';

test('fills a shop twice, and every invariant holds', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const own = {
    order: await createTestDatabase('postgres', orderSchema),
    payment: await createTestDatabase('postgres', paymentSchema),
    inventory: await createTestDatabase('postgres', inventorySchema),
    identity: await createTestDatabase('postgres', identitySchema),
    product: await createTestDatabase('mysql', productSchema),
  };
  t.after(() => Promise.all(Object.values(own).map((one) => one.drop())));
  const [order, payment, inventory] = [own.order.database, own.payment.database, own.inventory.database];
  const [identity, product] = [own.identity.database, own.product.database];
  await product.query(
    `insert into category (id, slug, name, created_at) values (uuid(), 'all', 'All', utc_timestamp(6))`,
  );
  const ledgerFile = join(folder, 'ledger.sqlite');
  const ledger = openLedgerFile(ledgerFile);
  t.after(() => ledger.close());
  const anchorFileOf = (service: string) => join(folder, `${service}.jsonl`);
  const key = () => randomBytes(32).toString('base64url');
  const stores = {
    ...{ order, payment, inventory, identity, product, ledgerFile, currency: 'USD' },
    anchor: headWriter(anchorFileOf),
    keys: { order: key(), identity: key() },
  };
  const seen: string[] = [];
  const progress = (what: string, done: number, of: number) => void seen.push(`${what} ${done}/${of}`);

  await fillStores(stores, { products: 600, orders: 1_500 }, progress);
  await fillStores(stores, { products: 0, orders: 300 }, progress);

  const ends = ['products 600/600', 'orders 1500/1500', 'orders 300/300'];
  assert.deepEqual(
    seen.filter((line) => ends.includes(line)),
    ends,
  );
  const statuses = await order.query<{ status: string }[]>('select distinct status from order_summary order by 1');
  assert.deepEqual(
    statuses.map(({ status }) => status),
    ['CANCELLED', 'CONFIRMED', 'DELIVERED', 'SHIPPED'],
  );
  const report = await checkInvariants(
    {
      ...{ order, payment, inventory, product },
      ledger: async () => readTotals(ledger).references,
      cartDeadLetters: async () => [],
    },
    0,
  );
  assert.equal(violationsOf(report), 0, JSON.stringify(report.invariants.filter((one) => one.violations.length > 0)));
  for (const { store, log } of storedLogs) {
    const anchors = await Array.fromAsync(readAnchorFile(anchorFileOf(store)));
    const chains = anchoredChains(anchors).get(log.table) ?? new Map();
    const { broken, unanchored } = await verifyChains(own[store].database, log, chains);
    assert.deepEqual([broken, unanchored], [[], []], log.table);
  }
});
