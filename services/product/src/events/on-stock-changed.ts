/** Stores a product's new stock level. The product itself may not exist here yet; outdated versions are ignored. */
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { saveStockLevel } from '../store/stock-level.ts';

export const onStockChanged = on<typeof stockChanged, Context>(stockChanged, (_context, unit, data) =>
  saveStockLevel(unit.manager, data),
);
