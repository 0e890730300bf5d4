/** Stock rows under lock; they change only by movements, which are logged as they are applied. */
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { EntityManager } from 'typeorm';
import { availability, available, emptyStock, type Movement, move, type Stock } from '../domain/stock.ts';

/** A stock row locked by this transaction. */
export interface LockedStock extends Stock {
  readonly version: number;
  readonly lastHash: string;
  /** The database's time. */
  readonly now: Date;
}

/** Locks the rows of products, in productId order so that transactions cannot deadlock. Unknown products are absent. */
export async function lockStock(
  manager: EntityManager,
  productIds: readonly ProductId[],
): Promise<Map<ProductId, LockedStock>> {
  const rows = await manager.query<LockedStock[]>(
    `select product_id as "productId", on_hand as "onHand", reserved, sold, received, adjusted, version,
       last_hash as "lastHash", now() as now
     from stock_item where product_id = any($1) order by product_id for update`,
    [productIds],
  );
  return new Map(rows.map((row) => [row.productId, row]));
}

/** Creates missing stock rows; returns the products that had none. */
export async function addStockItems(manager: EntityManager, productIds: readonly ProductId[]): Promise<ProductId[]> {
  const rows = await manager.query<{ product_id: ProductId }[]>(
    `insert into stock_item (product_id, on_hand, reserved, sold, received, adjusted, version)
     select id, 0, 0, 0, 0, 0, 0 from unnest($1::uuid[]) as id order by id
     on conflict do nothing returning product_id`,
    [productIds],
  );
  return rows.map((row) => row.product_id);
}

export interface MovementNote {
  readonly orderId?: OrderId;
  readonly reference?: string;
  readonly reason?: string;
}

/** Applies movements to locked rows, logs them, and emits stock.changed where the available quantity changed. */
export async function applyMovements(
  unit: UnitOfWork,
  locked: ReadonlyMap<ProductId, LockedStock>,
  movements: readonly Movement[],
  note: MovementNote,
): Promise<Map<ProductId, LockedStock>> {
  const after = new Map(locked);
  const entries = movements.map((movement) => {
    const before = after.get(movement.productId);
    if (!before) throw new Error(`no stock row for ${movement.productId}`);
    const { actor, correlationId, causationId } = unit.metadata;
    const entry = { ...movement, ...note, actor, correlationId, causationId, at: before.now.toISOString() };
    const hash = chainHash(before.lastHash, entry);
    after.set(movement.productId, {
      ...before,
      ...move(before, movement),
      version: before.version + 1,
      lastHash: hash,
    });
    return { ...entry, hash, prevHash: before.lastHash };
  });
  const changed = [...new Set(movements.map(({ productId }) => productId))].flatMap((id) => after.get(id) ?? []);
  if (changed.length === 0) return after;
  await saveMoved(unit.manager, changed, entries);
  for (const stock of changed) {
    const before = available(locked.get(stock.productId) ?? emptyStock(stock.productId));
    const pieces = available(stock);
    if (pieces !== before)
      unit.emit(stockChanged, {
        productId: stock.productId,
        available: pieces,
        availability: availability(pieces),
        version: stock.version,
      });
  }
  return after;
}

/** The ids are passed again as $2: for JSON the planner assumes 100 rows, and would scan the whole table for one. */
async function saveMoved(
  manager: EntityManager,
  stocks: readonly LockedStock[],
  entries: readonly object[],
): Promise<void> {
  await manager.query(
    `with moved as (
       update stock_item s set on_hand = n."onHand", reserved = n.reserved, sold = n.sold, received = n.received,
         adjusted = n.adjusted, version = n.version, last_hash = n."lastHash", updated_at = now()
       from json_to_recordset($1) as n("productId" uuid, "onHand" int, reserved int, sold int, received int,
         adjusted int, version int, "lastHash" text)
       where s.product_id = any($2::uuid[]) and s.product_id = n."productId"
     )
     insert into stock_movement (product_id, type, quantity, order_id, reference, reason, actor, correlation_id,
       causation_id, at, hash, prev_hash)
     select "productId", type, quantity, "orderId", reference, reason, actor, "correlationId", "causationId", at, hash, "prevHash"
     from json_to_recordset($3) as e("productId" uuid, type text, quantity int, "orderId" uuid, reference text, reason text,
       actor text, "correlationId" text, "causationId" text, at timestamptz, hash text, "prevHash" text)`,
    [JSON.stringify(stocks), stocks.map(({ productId }) => productId), JSON.stringify(entries)],
  );
}
