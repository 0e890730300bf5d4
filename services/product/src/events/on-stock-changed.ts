/** What can be bought of a product changed: remember it. The product itself may not be here yet; old news is ignored. */
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { saveStockLevel } from '../store/stock-level.ts';

export const onStockChanged = on<typeof stockChanged, Context>(stockChanged, (_context, unit, data) =>
  saveStockLevel(unit.manager, data),
);
