/**
 * A merchant changes the stock on hand, once per Idempotency-Key: lock, check the limits, apply the movement, return the stock.
 */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { type IdempotentRequest, withIdempotencyKey } from '@mambogo/messaging/idempotency/with-idempotency-key.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { availability, available, type Movement } from '../domain/stock.ts';
import {
  applyMovements,
  type LockedStock,
  lockStock,
  type MovementNote,
  saveExpectedDelivery,
} from '../store/stock-store.ts';

export interface StockChange {
  readonly movement: Movement;
  readonly note: MovementNote;
  /** When the next delivery is expected; undefined: that does not change. */
  readonly expectedOn?: string | null;
  /** Throws a Problem if the change is not allowed; called while the product's stock is locked. */
  readonly check?: (runInTransaction: UnitOfWork) => Promise<void>;
}

export const changeStock = (
  { runInTransaction }: Pick<Context, 'runInTransaction'>,
  request: IdempotentRequest,
  { movement, note, expectedOn, check }: StockChange,
): Promise<RouteResponse> =>
  runInTransaction({ correlationId: newId(), cause: request.route, actor: `merchant:${request.caller}` }, (unit) =>
    withIdempotencyKey(unit.manager, request, async () => {
      const { productId, quantity } = movement;
      const locked = await lockStock(unit.manager, [productId]);
      const before = locked.get(productId);
      if (!before) throw new Problem('not-found', `product ${productId} has no stock record`);
      await check?.(unit);
      if (before.onHand + quantity < before.reserved)
        throw new Problem('conflict', `${before.reserved} pieces are reserved for orders; on hand can't go below that`);
      if (before.onHand + quantity > limits.stock.max)
        throw new Problem('unprocessable', `at most ${limits.stock.max} pieces of a product can be on hand`);
      const after = (await applyMovements(unit, locked, [movement], note)).get(productId) ?? before;
      if (expectedOn !== undefined) await saveExpectedDelivery(unit, after, expectedOn);
      return { status: 200, body: stockItem(expectedOn === undefined ? after : { ...after, expectedOn }) };
    }),
  );

function stockItem(stock: LockedStock): StockItem {
  const { productId, onHand, reserved, sold, received, adjusted, version, expectedOn, now } = stock;
  const pieces = available({ onHand, reserved });
  return {
    productId,
    available: pieces,
    availability: availability(pieces),
    onHand,
    reserved,
    sold,
    received,
    adjusted,
    version,
    expectedOn: expectedOn ?? undefined,
    updatedAt: now.toISOString(),
  };
}
