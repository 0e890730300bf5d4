/** Adds stock for the demo catalogue: once per product, whatever happened to its stock since. */
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { addStockItems, applyMovements, lockStock } from './stock-store.ts';

export async function seedStock(runInTransaction: RunInTransaction): Promise<void> {
  const pieces = new Map(demoCatalogue.products.map(({ id, stock }) => [id, stock]));
  await runInTransaction({ correlationId: 'seed', actor: 'service:inventory' }, async (unit) => {
    const fresh = await addStockItems(unit.manager, [...pieces.keys()]);
    const locked = await lockStock(unit.manager, fresh);
    const movements = fresh.flatMap((productId) => {
      const quantity = pieces.get(productId) ?? 0;
      return quantity > 0 ? [{ productId, type: 'received' as const, quantity }] : [];
    });
    await applyMovements(unit, locked, movements, { reference: 'demo catalogue' });
  });
}
