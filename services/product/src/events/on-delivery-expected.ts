/** Stores when the next delivery of a product is expected. Outdated versions are ignored. */
import { stockDeliveryExpected } from '@mambogo/contracts/events/inventory-events.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import type { Context } from '../context.ts';
import { saveExpectedDelivery } from '../store/expected-delivery.ts';

export const onDeliveryExpected = on<typeof stockDeliveryExpected, Context>(
  stockDeliveryExpected,
  (_context, unit, data) => saveExpectedDelivery(unit.manager, data),
);
