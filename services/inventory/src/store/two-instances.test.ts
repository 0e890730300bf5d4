/** Two instances of inventory on one real database, each with its own connections, working on the same stock concurrently. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { newOrderId, type OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import type { ReservationCommand } from '../domain/reservation.ts';
import { applyReservationCommand } from './apply-reservation-command.ts';
import { schema } from './database.ts';
import { addStockItems, applyMovements, lockStock } from './stock-store.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';
const pieces = 30;

describe('two instances at one stock', { skip }, () => {
  let store: TestDatabase;
  let instances: readonly RunInTransaction[];

  before(async () => {
    store = await createTestDatabase('postgres', schema);
    instances = [store.database, await store.connect()].map((database) =>
      createTransactionRunner({ database, source: 'test-inventory' }),
    );
  });
  after(() => store?.drop());

  /** Applies all commands concurrently, each by another instance than the one before it. */
  const atOnce = (commands: readonly (readonly [OrderId, ReservationCommand])[]) =>
    Promise.all(
      commands.map(([orderId, command], i) =>
        instances[i % instances.length]?.({ correlationId: orderId, actor: 'service:test' }, (unit) =>
          applyReservationCommand(unit, orderId, command, 300),
        ),
      ),
    );

  async function stocked(): Promise<ProductId> {
    const productId = ProductId.parse(randomUUID());
    await instances[0]?.({ correlationId: 'test', actor: 'service:test' }, async (unit) => {
      await addStockItems(unit.manager, [productId]);
      const locked = await lockStock(unit.manager, [productId]);
      await applyMovements(unit, locked, [{ productId, type: 'received', quantity: pieces }], {});
    });
    return productId;
  }

  const reserveCommand = (...productIds: ProductId[]): ReservationCommand => ({
    type: 'reserve',
    lines: productIds.map((productId) => ({ productId, quantity: 1 })),
    payBefore: '2099-01-01T00:00:00.000Z',
  });
  const stockOf = async (productId: ProductId) => {
    const [row] = await store.database.query<{ onHand: number; reserved: number; sold: number; version: number }[]>(
      'select on_hand as "onHand", reserved, sold, version from stock_item where product_id = $1',
      [productId],
    );
    return row;
  };
  const ordersThatAre = async (status: string, orders: readonly OrderId[]) =>
    (
      await store.database.query<{ id: OrderId }[]>(
        'select order_id as id from reservation where status = $1 and order_id = any($2)',
        [status, orders],
      )
    ).map(({ id }) => id);

  it('reserves the available stock exactly, and commits or releases each reservation once', async () => {
    const product = await stocked();
    const orders = Array.from({ length: pieces + 10 }, newOrderId);
    await atOnce(orders.map((id) => [id, reserveCommand(product)]));
    const reserved = await ordersThatAre('RESERVED', orders);
    assert.equal(reserved.length, pieces);
    assert.deepEqual(await stockOf(product), { onHand: pieces, reserved: pieces, sold: 0, version: 1 + pieces });
    await atOnce(reserved.map((id, i) => [id, { type: i % 3 === 0 ? 'release' : 'commit' }]));
    const sold = pieces - pieces / 3;
    assert.deepEqual(await stockOf(product), { onHand: pieces - sold, reserved: 0, sold, version: 1 + 2 * pieces });
    const links = await store.database.query<{ hash: string; prev: string }[]>(
      'select hash, prev_hash as prev from stock_movement where product_id = $1',
      [product],
    );
    assert.equal(new Set(links.map(({ prev }) => prev)).size, 1 + 2 * pieces, 'no two movements follow the same one');
  });

  it('does not deadlock, whatever the order of the lines of two carts', async () => {
    const [one, other] = [await stocked(), await stocked()];
    const orders = Array.from({ length: pieces }, newOrderId);
    await atOnce(orders.map((id, i) => [id, i % 2 ? reserveCommand(one, other) : reserveCommand(other, one)]));
    for (const product of [one, other]) assert.equal((await stockOf(product))?.reserved, pieces);
  });

  it('keeps nothing reserved for an order placed and cancelled concurrently', async () => {
    const product = await stocked();
    const orders = Array.from({ length: pieces }, newOrderId);
    await atOnce(orders.map((id) => [id, reserveCommand(product)]));
    const both = orders.flatMap((id) => [[id, { type: 'commit' }] as const, [id, { type: 'release' }] as const]);
    await atOnce(both);
    const stock = await stockOf(product);
    assert.deepEqual([stock?.onHand, stock?.reserved, stock?.sold], [pieces, 0, 0]);
  });
});
