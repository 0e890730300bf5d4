/** Moves the stock of a filled shop's orders: reserved, then committed or released; received before, so that there is enough. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { Movement } from '@mambogo/inventory/src/domain/stock.ts';
import {
  appendMovement,
  type ChainedMovement,
  type LockedStock,
  lockStock,
} from '@mambogo/inventory/src/store/stock-store.ts';
import type { EntityManager } from 'typeorm';
import { insertMovements } from './fill-catalogue.ts';
import { insertRows } from './insert-rows.ts';
import type { OrderToSeed } from './seeded-order.ts';

/** A product's pieces stay above this, so that its availability does not change. */
const keptPieces = 200;
const receivedPieces = 5_000;

export async function moveStock(manager: EntityManager, orders: readonly OrderToSeed[]): Promise<void> {
  const ids = new Set(orders.flatMap(({ purchase }) => purchase.lines.map(({ productId }) => productId)));
  const stocks = await lockStock(manager, [...ids]);
  const entries: ChainedMovement[] = [];
  const apply = (movement: Movement, at: Date, order?: OrderToSeed) => {
    const before = stocks.get(movement.productId);
    if (!before) throw new Error(`no stock row for ${movement.productId}`);
    const note = order ? { orderId: order.orderId } : { reference: 'seed' };
    const metadata = { actor: 'service:inventory', correlationId: order?.orderId ?? 'seed' };
    const { after, entry } = appendMovement({ ...before, now: at }, movement, note, metadata);
    stocks.set(movement.productId, after);
    entries.push(entry);
  };
  for (const order of orders) {
    const { lines, placedAt, outcome } = order.purchase;
    for (const { productId } of lines) {
      const stock = stocks.get(productId);
      if (stock && stock.onHand - stock.reserved < keptPieces)
        apply({ productId, type: 'received', quantity: receivedPieces }, placedAt);
    }
    const move = (type: Movement['type'], afterMs: number) => {
      for (const { productId, quantity } of lines)
        apply({ productId, type, quantity }, new Date(placedAt.getTime() + afterMs), order);
    };
    move('reserved', 150);
    if (outcome === 'cancelled') move('released', 60_100);
    else move('committed', 650);
  }
  await insertMovements(manager, entries);
  await saveStocks(manager, stocks);
  await insertReservations(manager, orders);
}

const saveStocks = (manager: EntityManager, stocks: ReadonlyMap<ProductId, LockedStock>): Promise<unknown> =>
  manager.query(
    `update stock_item s set on_hand = n."onHand", reserved = n.reserved, sold = n.sold, received = n.received,
       adjusted = n.adjusted, version = n.version, last_hash = n."lastHash"
     from json_to_recordset($1) as n("productId" uuid, "onHand" int, reserved int, sold int, received int, adjusted int,
       version int, "lastHash" text)
     where s.product_id = n."productId"`,
    [JSON.stringify([...stocks.values()])],
  );

const insertReservations = (manager: EntityManager, orders: readonly OrderToSeed[]): Promise<void> =>
  insertRows(
    manager,
    'reservation',
    'order_id, status, lines, shortages, returns, expires_at, ask_at, created_at, updated_at',
    orders.map(({ orderId, purchase: { lines, placedAt, outcome } }) => {
      const expires = new Date(placedAt.getTime() + 3_600_000);
      return {
        order_id: orderId,
        status: outcome === 'cancelled' ? 'RELEASED' : 'COMMITTED',
        lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
        shortages: [],
        returns: [],
        expires_at: expires,
        ask_at: expires,
        created_at: placedAt,
        updated_at: new Date(placedAt.getTime() + 60_100),
      };
    }),
  );
