/** A fact meets an order: load it under lock, decide, save, say the outcome. */
import { orderCancelled, orderConfirmed } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import { decide } from '../domain/decide.ts';
import type { OrderCommand } from '../domain/order-command.ts';
import type { OrderState } from '../domain/order-state.ts';
import { saysOutcome } from '../domain/outcome.ts';
import { lockOrder, saveOrder } from './order-store.ts';

export async function act(work: Work, orderId: OrderId, command: OrderCommand): Promise<void> {
  const before = await lockOrder(work.manager, orderId);
  const events = decide(before.state, command);
  const state = events.length > 0 ? await saveOrder(work, before, events) : before.state;
  if (saysOutcome(before.state, command, events)) sayOutcome(work, orderId, state);
}

function sayOutcome(work: Work, orderId: OrderId, state: OrderState): void {
  if (state.status === 'CANCELLED') {
    const { reason, detail } = state.cancellation;
    work.emit(orderCancelled, { orderId, reason, detail });
  } else if (state.payment.status === 'CAPTURED') {
    const { customerId, lines, payment } = state;
    work.emit(orderConfirmed, { orderId, customerId, lines: [...lines], paymentReference: payment.reference });
  }
}
