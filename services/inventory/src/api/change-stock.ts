/** A merchant changes what is on hand: lock, check the limits, move, answer the stock as it now is. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { Context } from '../context.ts';
import { availability, available, type Movement } from '../domain/stock.ts';
import { applyMovements, lockStock, type MovementNote } from '../store/stock-store.ts';

export async function changeStock(
  { work }: Context,
  caller: Caller,
  movement: Movement,
  note: MovementNote,
): Promise<StockItem> {
  const { productId, quantity } = movement;
  return work({ correlationId: newId(), actor: `merchant:${caller.subject}` }, async (unit) => {
    const locked = await lockStock(unit.manager, [productId]);
    const before = locked.get(productId);
    if (!before) throw new Problem('not-found', `no product ${productId} is kept in stock`);
    if (before.onHand + quantity < before.reserved)
      throw new Problem('conflict', `${before.reserved} pieces are reserved for orders; on hand can't go below that`);
    if (before.onHand + quantity > limits.stock.max)
      throw new Problem('unprocessable', `at most ${limits.stock.max} pieces of a product can be on hand`);
    const after = (await applyMovements(unit, locked, [movement], note)).get(productId) ?? before;
    const pieces = available(after);
    const { onHand, reserved, sold, received, adjusted, version, now } = after;
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
      updatedAt: now.toISOString(),
    };
  });
}
