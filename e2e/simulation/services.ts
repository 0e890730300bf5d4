/**
 * The simulated services: each takes a command for an order, decides by its own rules, and stores its state, the work it
 * started and the events it emits in one step, or not at all.
 */
import { backoff, noJitter } from '@mambogo/contracts/backoff.ts';
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { ReservationCommand } from '../../services/inventory/src/domain/reservation.ts';
import { available, move } from '../../services/inventory/src/domain/stock.ts';
import { withAnswerBefore } from '../../services/order/src/domain/answer-before.ts';
import type { OrderCommand } from '../../services/order/src/domain/order-command.ts';
import {
  isOpen as isOrderOpen,
  isUnacknowledged,
  type OrderState,
} from '../../services/order/src/domain/order-state.ts';
import { isOpen, noPayment, type Payment } from '../../services/payment/src/domain/payment.ts';
import type { PaymentCommand } from '../../services/payment/src/domain/payment-command.ts';
import { chargeName } from '../../services/payment/src/domain/payment-provider.ts';
import { expectRemoved } from './cart.ts';
import { answeredTooLate, badShipments, untrueShortages } from './outcomes.ts';
import * as provider from './provider.ts';
import type { Message } from './rules.ts';
import { type Consumer, freshId, iso, recordTrace, type SimState, timeOf } from './sim-state.ts';

/** What a transaction does when it commits. */
export type Commit = () => void;

/** Seconds until an order is asked about its reservation, and until it is asked again. */
const reservationSeconds = 300;
/** Seconds that a payment confirmation may take. */
const actionWindowSeconds = 600;
export const reservationRecheckSeconds = 600;

/** Receives an event; returns the handler's transaction. Throws where the handler does. */
export function handleEvent(sim: SimState, consumer: Consumer, { integrationEvent }: Message): Commit {
  const { rules } = sim;
  switch (consumer) {
    case 'order': {
      const addressed = rules.order.commandOf(integrationEvent);
      return addressed ? changeOrder(sim, addressed.orderId, addressed.command) : noCommit;
    }
    case 'stock': {
      const addressed = rules.stock.commandOf(integrationEvent);
      return addressed ? changeReservation(sim, addressed.orderId, addressed.command) : noCommit;
    }
    case 'payment': {
      const ids = { paymentId: freshId<never>(sim, 'payment'), refundId: freshId<never>(sim, 'refund') };
      const addressed = rules.payment.commandOf(integrationEvent, ids);
      return addressed ? changePayment(sim, addressed.orderId, addressed.command) : noCommit;
    }
    case 'cart': {
      const { orderId, lines } = integrationEvent.data as { orderId: OrderId; lines: never };
      const cart = rules.cart.takeBought(sim.cart, orderId, lines);
      return () => {
        sim.cart = cart;
        expectRemoved(sim, orderId, lines);
      };
    }
  }
}

const noCommit: Commit = () => undefined;

export function changeOrder(sim: SimState, orderId: OrderId, requested: OrderCommand): Commit {
  const { order } = sim.rules;
  const before = sim.orders.get(orderId);
  const command = withAnswerBefore(requested, iso(timeOf(sim, 'order') + actionWindowSeconds));
  const events = order.decide(before?.state, command);
  const state = events.reduce<OrderState | undefined>(order.evolve, before?.state);
  if (!state) throw new Error(`${command.type} of an order that was never placed`);
  const integrationEvents = order.factsOf(orderId, before?.state, command, events, state);
  const now = timeOf(sim, 'order');
  const republishCount = (before?.republishCount ?? 0) + 1;
  const republished = command.type === 'remind' ? { republishedAt: now, republishCount } : {};
  const lastEvent = events.length > 0 ? { lastEventAt: now, republishCount: 0 } : {};
  return () => {
    const log = [...(before?.log ?? []), ...events];
    const ended = before?.endedAt === undefined && !isOrderOpen(state) ? { endedAt: sim.now } : {};
    const since = before?.unacknowledgedSince;
    if (!isUnacknowledged(state)) sim.violations.push(...answeredTooLate(sim, orderId, since));
    sim.orders.set(orderId, {
      lastEventAt: now,
      republishCount: 0,
      ...before,
      ...lastEvent,
      ...republished,
      ...ended,
      unacknowledgedSince: isUnacknowledged(state) ? (since ?? sim.now) : undefined,
      state,
      log,
    });
    sim.violations.push(...badShipments(sim, orderId, state, events));
    if (command.type === 'payment-failed' && before && events.length > 0)
      if (command.data.attempt < before.state.payment.attempt)
        sim.violations.push(`${orderId} applied the failure of an old attempt`);
    emit(sim, 'order', integrationEvents);
  };
}

export function changeReservation(sim: SimState, orderId: OrderId, command: ReservationCommand): Commit {
  const before = sim.reservations.get(orderId);
  const reservation = before?.reservation ?? ({ status: 'NONE' } as const);
  const now = timeOf(sim, 'stock');
  const stocks = new Map([...sim.stockLevels].map(([id, stock]) => [id, available(stock)]));
  const decision = sim.rules.stock.decide(reservation, command, { now: new Date(now * 1_000), available: stocks });
  const moved = new Map(sim.stockLevels);
  for (const movement of decision.movements) {
    const stock = moved.get(movement.productId);
    if (stock) moved.set(movement.productId, move(stock, movement));
  }
  const askAt = decision.next.status === 'RESERVED' ? (before?.askAt ?? now + reservationSeconds) : undefined;
  const event = decision.event && sim.rules.stock.factOf(orderId, decision.event, iso(now + reservationSeconds));
  return () => {
    for (const [id, stock] of moved) sim.stockLevels.set(id, stock);
    const changed = decision.next !== reservation || before;
    if (changed)
      sim.reservations.set(orderId, { reservation: decision.next, ...(askAt === undefined ? {} : { askAt }) });
    if (decision.next.status === 'REJECTED' && reservation.status === 'NONE')
      sim.violations.push(...untrueShortages(orderId, decision.next.shortages, stocks));
    if (command.type === 'release') sim.cancelled.stock.add(orderId);
    if (decision.movements.some(({ type }) => type === 'reserved') && sim.cancelled.stock.has(orderId))
      sim.violations.push(`stock was reserved for ${orderId}, which was known to be cancelled`);
    emit(sim, 'stock', event ? [event] : []);
  };
}

export function changePayment(sim: SimState, orderId: OrderId, command: PaymentCommand): Commit {
  const { payment: paymentRules } = sim.rules;
  const before = sim.payments.get(orderId) ?? noPayment;
  const events = paymentRules.decide(before, command);
  const after = events.reduce(paymentRules.evolve, before);
  const integrationEvents = paymentRules.factsOf(orderId, before, command, events, after);
  if (sim.rules.chargesInHandler)
    for (const event of events)
      if (event.type === 'attempt-started' && event.token !== undefined)
        provider.charge(sim.provider, sim.now, chargeName(orderId, event.attempt), totalOf(after), event.token);
  return () => {
    sim.payments.set(orderId, after);
    saveAttempts(sim, orderId, before, after);
    saveRefunds(sim, orderId, before, after);
    if (command.type === 'cancel') sim.cancelled.payment.add(orderId);
    if (events.some(({ type }) => type === 'attempt-started') && sim.cancelled.payment.has(orderId))
      sim.violations.push(`a payment was begun for ${orderId}, which was known to be cancelled`);
    emit(sim, 'payment', integrationEvents);
  };
}

export const totalOf = ({ request: bill }: Payment): number => bill?.total.amount ?? 0;

/** Like the queue in save-payments.ts: new work is due, captured is not; the rest belongs to the holder of the lease. */
function saveAttempts(sim: SimState, orderId: OrderId, before: Payment, after: Payment): void {
  const now = timeOf(sim, 'payment');
  for (const attempt of after.attempts) {
    if (before.attempts.includes(attempt)) continue;
    const key = chargeName(orderId, attempt.attempt);
    const row = sim.attempts.get(key);
    const due = isOpen(attempt);
    if (!row)
      sim.attempts.set(key, {
        orderId,
        attempt: attempt.attempt,
        nextAt: due ? now : undefined,
        tries: 0,
        firstSentAt: undefined,
        sentAt: undefined,
      });
    else if (attempt.state === 'CAPTURED') row.nextAt = undefined;
  }
}

function saveRefunds(sim: SimState, orderId: OrderId, before: Payment, after: Payment): void {
  const now = timeOf(sim, 'payment');
  for (const refund of after.refunds) {
    if (before.refunds.includes(refund)) continue;
    const { refundId, attempt, state } = refund;
    const failedCount = after.refunds.filter((one) => one.attempt === attempt && one.state === 'FAILED').length;
    const wait = failedCount === 0 ? 0 : backoff(failedCount, { first: 60, longest: 3_600 }, noJitter);
    const row = sim.refunds.get(refundId);
    if (!row)
      sim.refunds.set(refundId, {
        orderId,
        refundId,
        nextAt: state === 'REQUESTED' ? now + wait : undefined,
        tries: 0,
      });
    else if (state !== 'REQUESTED') row.nextAt = undefined;
  }
}

function emit(sim: SimState, service: 'order' | 'stock' | 'payment', integrationEvents: readonly DomainEvent[]): void {
  for (const integrationEvent of integrationEvents) {
    sim.ids += 1;
    const message = { id: sim.ids, integrationEvent };
    sim.emitted.push(message);
    sim.outbox[service].push(message);
    recordTrace(sim, `  ${service} emits ${integrationEvent.event.name} (${sim.ids})`);
  }
}
