/**
 * The services as the simulated world has them: each takes a command for an order, decides by its own rules, and keeps
 * state, what it started and what it has to say in one step, or not at all.
 */
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
import { retryDelay } from '../../services/payment/src/domain/retry-delay.ts';
import { expectTaken } from './cart.ts';
import { answeredTooLate, badShipments, untrueShortages } from './outcomes.ts';
import * as provider from './provider.ts';
import type { Message } from './rules.ts';
import { type Consumer, freshId, iso, tell, timeOf, type World } from './world.ts';

/** What a transaction does when it commits. */
export type Commit = () => void;

/** Seconds until an order is asked about its reservation, and until it is asked again. */
const reservationTime = 300;
/** Seconds a question of the provider's may stay unanswered. */
const actionWindow = 600;
export const askAgain = 600;

/** A fact arrives; answers what its handler's transaction will do. Throws where the handler does. */
export function hear(world: World, consumer: Consumer, { fact }: Message): Commit {
  const { rules } = world;
  switch (consumer) {
    case 'order': {
      const told = rules.order.commandOf(fact);
      return told ? changeOrder(world, told.orderId, told.command) : nothing;
    }
    case 'stock': {
      const told = rules.stock.commandOf(fact);
      return told ? changeReservation(world, told.orderId, told.command) : nothing;
    }
    case 'payment': {
      const ids = { paymentId: freshId<never>(world, 'payment'), refundId: freshId<never>(world, 'refund') };
      const told = rules.payment.commandOf(fact, ids);
      return told ? changePayment(world, told.orderId, told.command) : nothing;
    }
    case 'cart': {
      const { orderId, lines } = fact.data as { orderId: OrderId; lines: never };
      const cart = rules.cart.takeBought(world.cart, orderId, lines);
      return () => {
        world.cart = cart;
        expectTaken(world, orderId, lines);
      };
    }
  }
}

const nothing: Commit = () => undefined;

export function changeOrder(world: World, orderId: OrderId, asked: OrderCommand): Commit {
  const { order } = world.rules;
  const before = world.orders.get(orderId);
  const command = withAnswerBefore(asked, iso(timeOf(world, 'order') + actionWindow));
  const events = order.decide(before?.state, command);
  const state = events.reduce<OrderState | undefined>(order.evolve, before?.state);
  if (!state) throw new Error(`${command.type} of an order that was never placed`);
  const facts = order.factsOf(orderId, before?.state, command, events, state);
  const now = timeOf(world, 'order');
  const reminded = command.type === 'remind' ? { remindedAt: now, reminders: (before?.reminders ?? 0) + 1 } : {};
  const news = events.length > 0 ? { newsAt: now, reminders: 0 } : {};
  return () => {
    const log = [...(before?.log ?? []), ...events];
    const ended = before?.endedAt === undefined && !isOrderOpen(state) ? { endedAt: world.now } : {};
    const since = before?.unansweredSince;
    if (!isUnacknowledged(state)) world.misdeeds.push(...answeredTooLate(world, orderId, since));
    world.orders.set(orderId, {
      newsAt: now,
      reminders: 0,
      ...before,
      ...news,
      ...reminded,
      ...ended,
      unansweredSince: isUnacknowledged(state) ? (since ?? world.now) : undefined,
      state,
      log,
    });
    world.misdeeds.push(...badShipments(world, orderId, state, events));
    if (command.type === 'payment-failed' && before && events.length > 0)
      if (command.data.attempt < before.state.payment.attempt)
        world.misdeeds.push(`${orderId} obeyed the failure of an old attempt`);
    say(world, 'order', facts);
  };
}

export function changeReservation(world: World, orderId: OrderId, command: ReservationCommand): Commit {
  const before = world.reservations.get(orderId);
  const reservation = before?.reservation ?? ({ status: 'NONE' } as const);
  const now = timeOf(world, 'stock');
  const free = new Map([...world.shelves].map(([id, stock]) => [id, available(stock)]));
  const decision = world.rules.stock.decide(reservation, command, { now: new Date(now * 1_000), available: free });
  const moved = new Map(world.shelves);
  for (const movement of decision.movements) {
    const stock = moved.get(movement.productId);
    if (stock) moved.set(movement.productId, move(stock, movement));
  }
  const askAt = decision.next.status === 'RESERVED' ? (before?.askAt ?? now + reservationTime) : undefined;
  const facts = decision.event ? [world.rules.stock.factOf(orderId, decision.event, iso(now + reservationTime))] : [];
  return () => {
    for (const [id, stock] of moved) world.shelves.set(id, stock);
    const changed = decision.next !== reservation || before;
    if (changed)
      world.reservations.set(orderId, { reservation: decision.next, ...(askAt === undefined ? {} : { askAt }) });
    if (decision.next.status === 'REJECTED' && reservation.status === 'NONE')
      world.misdeeds.push(...untrueShortages(orderId, decision.next.shortages, free));
    if (command.type === 'release') world.cancelled.stock.add(orderId);
    if (decision.movements.some(({ type }) => type === 'reserved') && world.cancelled.stock.has(orderId))
      world.misdeeds.push(`stock was set aside for ${orderId}, which was known to be cancelled`);
    say(world, 'stock', facts);
  };
}

export function changePayment(world: World, orderId: OrderId, command: PaymentCommand): Commit {
  const { payment: own } = world.rules;
  const before = world.payments.get(orderId) ?? noPayment;
  const events = own.decide(before, command);
  const after = events.reduce(own.evolve, before);
  const facts = own.factsOf(orderId, before, command, events, after);
  if (world.rules.chargesInHandler)
    for (const event of events)
      if (event.type === 'attempt-started' && event.token !== undefined)
        provider.charge(world.provider, world.now, chargeName(orderId, event.attempt), totalOf(after), event.token);
  return () => {
    world.payments.set(orderId, after);
    saveAttempts(world, orderId, before, after);
    saveRefunds(world, orderId, before, after);
    if (command.type === 'cancel') world.cancelled.payment.add(orderId);
    if (events.some(({ type }) => type === 'attempt-started') && world.cancelled.payment.has(orderId))
      world.misdeeds.push(`a payment was begun for ${orderId}, which was known to be cancelled`);
    say(world, 'payment', facts);
  };
}

export const totalOf = ({ request: bill }: Payment): number => bill?.total.amount ?? 0;

/** As save-payments.ts keeps the queue: what is new is due; what is captured is not; else it is for the turn whose lease it is. */
function saveAttempts(world: World, orderId: OrderId, before: Payment, after: Payment): void {
  const now = timeOf(world, 'payment');
  for (const attempt of after.attempts) {
    if (before.attempts.includes(attempt)) continue;
    const key = chargeName(orderId, attempt.attempt);
    const row = world.attempts.get(key);
    const due = isOpen(attempt);
    if (!row)
      world.attempts.set(key, {
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

function saveRefunds(world: World, orderId: OrderId, before: Payment, after: Payment): void {
  const now = timeOf(world, 'payment');
  for (const refund of after.refunds) {
    if (before.refunds.includes(refund)) continue;
    const { refundId, attempt, state } = refund;
    const refused = after.refunds.filter((one) => one.attempt === attempt && one.state === 'FAILED').length;
    const wait = refused === 0 ? 0 : retryDelay(refused, 60, 3_600);
    const row = world.refunds.get(refundId);
    if (!row)
      world.refunds.set(refundId, {
        orderId,
        refundId,
        nextAt: state === 'REQUESTED' ? now + wait : undefined,
        tries: 0,
      });
    else if (state !== 'REQUESTED') row.nextAt = undefined;
  }
}

function say(world: World, service: 'order' | 'stock' | 'payment', facts: readonly DomainEvent[]): void {
  for (const fact of facts) {
    world.ids += 1;
    const message = { id: world.ids, fact };
    world.said.push(message);
    world.outbox[service].push(message);
    tell(world, `  ${service} says ${fact.event.name} (${world.ids})`);
  }
}
