/**
 * An order's outcome is what the world acts on: confirmed (commit the stock) or cancelled (release it, pay back). It is
 * said when it is reached, and again to a fact that shows somebody has not heard of it.
 */
import type { OrderCommand } from './order-command.ts';
import type { OrderEvent } from './order-event.ts';
import { isOpen, type OrderState } from './order-state.ts';

/** Whether `command`, decided on as `events`, is answered with the order's outcome. `before`: the order it met. */
export function saysOutcome(before: OrderState, command: OrderCommand, events: readonly OrderEvent[]): boolean {
  if (events.some(({ type }) => type === 'confirmed' || type === 'cancelled')) return true;
  return !isOpen(before) && (command.type === 'stock-reserved' || command.type === 'payment-captured');
}
