/** Stock rows under lock; they change only by movements, which are logged as they are applied. */
import { stockChanged, stockDeliveryExpected } from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { EntityManager } from 'typeorm';
import { availability, available, emptyStock, type Movement, move, type Stock } from '../domain/stock.ts';

/** A stock row locked by this transaction. */
export interface LockedStock extends Stock {
  readonly version: number;
  readonly lastHash: string;
  /** When the next delivery is expected, YYYY-MM-DD. */
  readonly expectedOn: string | null;
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
       last_hash as "lastHash", expected_on::text as "expectedOn", now() as now
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

/** Applies movements to locked rows, logs them, and emits stock.changed where the availability changed (docs/decisions/0074). */
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
    const moved = appendMovement(before, movement, note, unit.metadata);
    after.set(movement.productId, moved.after);
    return moved.entry;
  });
  const changed = [...new Set(movements.map(({ productId }) => productId))].flatMap((id) => after.get(id) ?? []);
  if (changed.length === 0) return after;
  await saveMoved(unit.manager, changed, entries);
  for (const stock of changed) {
    const { productId, version, expectedOn } = stock;
    const before = availability(available(locked.get(productId) ?? emptyStock(productId)));
    const pieces = available(stock);
    const now = availability(pieces);
    if (now !== before)
      unit.emit(stockChanged, { productId, available: pieces, availability: now, version, expectedOn });
  }
  return after;
}

/** An entry of stock_movement. */
export interface ChainedMovement extends Movement, MovementNote, EventMetadata {
  readonly traceId?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly hash: string;
  readonly prevHash: string;
}

/** The stock after a movement, and the movement's entry in the log, chained to the one before. */
export function appendMovement(
  before: LockedStock,
  movement: Movement,
  note: MovementNote,
  { actor, correlationId, causationId, cause }: EventMetadata,
): { after: LockedStock; entry: ChainedMovement } {
  const traceId = currentTrace()?.traceId;
  const content = {
    ...movement,
    ...note,
    actor,
    correlationId,
    causationId,
    cause,
    traceId,
    at: before.now.toISOString(),
  };
  const hash = chainHash(before.lastHash, content);
  return {
    after: { ...before, ...move(before, movement), version: before.version + 1, lastHash: hash },
    entry: { ...content, hash, prevHash: before.lastHash },
  };
}

/** Saves with the commit. The ids are passed again as $2: for JSON the planner assumes 100 rows, and would scan the whole table for one. */
async function saveMoved(
  manager: EntityManager,
  stocks: readonly LockedStock[],
  entries: readonly object[],
): Promise<void> {
  await hold(
    manager,
    `with moved as (
       update stock_item s set on_hand = n."onHand", reserved = n.reserved, sold = n.sold, received = n.received,
         adjusted = n.adjusted, version = n.version, last_hash = n."lastHash", updated_at = now()
       from json_to_recordset($1) as n("productId" uuid, "onHand" int, reserved int, sold int, received int,
         adjusted int, version int, "lastHash" text)
       where s.product_id = any($2::uuid[]) and s.product_id = n."productId"
     )
     insert into stock_movement (product_id, type, quantity, order_id, reference, reason, actor, correlation_id,
       causation_id, cause, trace_id, at, hash, prev_hash)
     select "productId", type, quantity, "orderId", reference, reason, actor, "correlationId", "causationId", cause, "traceId",
       at, hash, "prevHash"
     from json_to_recordset($3) as e("productId" uuid, type text, quantity int, "orderId" uuid, reference text, reason text,
       actor text, "correlationId" text, "causationId" text, cause text, "traceId" text, at timestamptz, hash text, "prevHash" text)`,
    [JSON.stringify(stocks), stocks.map(({ productId }) => productId), JSON.stringify(entries)],
  );
}

/** Stores and publishes when the next delivery of a product is expected; its movement was applied before. */
export async function saveExpectedDelivery(
  unit: UnitOfWork,
  { productId, version }: LockedStock,
  expectedOn: string | null,
): Promise<void> {
  await hold(unit.manager, 'update stock_item set expected_on = $2 where product_id = $1', [productId, expectedOn]);
  unit.emit(stockDeliveryExpected, { productId, expectedOn, version });
}
