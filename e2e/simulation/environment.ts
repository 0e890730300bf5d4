/** External events: the clock's timers, the provider's own actions, and people's requests. */
import { backoff, noJitter } from '@mambogo/contracts/backoff.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { OrderAction } from '../../services/order/src/domain/order-command.ts';
import {
  GoodsExceedOrder,
  InvalidTransition,
  RefundExceedsPayment,
} from '../../services/order/src/domain/order-errors.ts';
import { isOpen, isUnacknowledged, payableUntil } from '../../services/order/src/domain/order-state.ts';
import { chargeName } from '../../services/payment/src/domain/payment-provider.ts';
import { orderActions } from './order-actions.ts';
import { type Charge, isUnsettled } from './provider.ts';
import { type Commit, changeOrder, changeReservation, reservationRecheckSeconds } from './services.ts';
import { freshId, fullCart, iso, products, recordTrace, type SimState, secondsOf, timeOf } from './sim-state.ts';

export const tokens = [
  'tok_ok',
  'tok_insufficient_funds',
  'tok_late',
  'tok_action',
  'tok_declined',
  'tok_error',
  'tok_wrong_amount',
] as const;
const price = 1_000;
const paymentWindowSeconds = 1_800;
const firstRepublishSeconds = 60;

export function placeOrder(sim: SimState, token: string, quantities: readonly [number, number]): OrderId {
  const orderId = freshId<OrderId>(sim, 'order');
  const lines = products.flatMap((productId, i) => {
    const quantity = quantities[i] ?? 0;
    const lineTotal = money(price * quantity);
    const cartLineId = sim.cart.lines.find((line) => line.productId === productId)?.lineId;
    return quantity > 0
      ? [{ productId, sku: 'SKU', name: productId, unitPrice: money(price), quantity, lineTotal, cartLineId }]
      : [];
  });
  const total = money(lines.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0));
  const payBefore = iso(timeOf(sim, 'order') + paymentWindowSeconds);
  recordTrace(
    sim,
    `${orderId} is placed: ${lines.map(({ quantity, name }) => `${quantity} ${name}`).join(', ')}, paid with ${token}`,
  );
  const data = {
    number: orderId,
    customerId: 'customer' as CustomerId,
    cartVersion: orderId,
    lines,
    total,
    paymentMethod: 'card',
    payBefore,
  } as const;
  changeOrder(sim, orderId, { type: 'place', data, token })();
  return orderId;
}

const money = (amount: number) => ({ amount, currency: 'USD' });

/** The owner empties the cart and fills it again: items of an earlier order must not leave this cart. */
export function refillCart(sim: SimState): void {
  sim.ids += 1;
  recordTrace(sim, 'the cart is emptied and filled again');
  sim.cart = { ...sim.cart, lines: fullCart(sim.ids) };
  for (const { productId, lineId, quantity } of sim.cart.lines) sim.expectedCart.set(productId, { lineId, quantity });
}

/** A person's action on an order: the first possible one, from `which` on; a cancellation not too often. */
export function requestOrderAction(sim: SimState, orderId: OrderId, which: number): boolean {
  for (const i of orderActions.keys()) {
    const action = orderActions[(which + i) % orderActions.length]?.(sim);
    const commitAction =
      action && (action.type !== 'cancel' || which % 2 === 0) && tryOrderAction(sim, orderId, action);
    if (!commitAction) continue;
    commitAction();
    return true;
  }
  return false;
}

/** undefined: it is rejected. */
function tryOrderAction(sim: SimState, orderId: OrderId, command: OrderAction): Commit | undefined {
  try {
    const before = sim.orders.get(orderId)?.state;
    if (sim.rules.order.decide(before, command).length === 0) return undefined;
    const commit = changeOrder(sim, orderId, command);
    return () => {
      if (command.type === 'cancel')
        sim.cancelRequests.set(orderId, new Set([...(sim.cancelRequests.get(orderId) ?? []), command.by]));
      recordTrace(sim, `somebody wants to ${command.type} ${orderId}`);
      commit();
    };
  } catch (error) {
    const expectedErrors = [InvalidTransition, RefundExceedsPayment, GoodsExceedOrder];
    if (expectedErrors.some((refusal) => error instanceof refusal)) {
      const state = sim.orders.get(orderId)?.state;
      if (command.type === 'pay' && state && isOpen(state) && state.payment.status === 'FAILED')
        sim.violations.push(`${orderId} rejected another card: ${error}`);
      return undefined;
    }
    throw error;
  }
}

/** t1 */
export function confirmReservation(sim: SimState, orderId: OrderId): boolean {
  const stored = sim.reservations.get(orderId);
  if (stored?.askAt === undefined || stored.askAt > timeOf(sim, 'stock')) return false;
  recordTrace(sim, `stock asks ${orderId} to confirm its reservation`);
  changeReservation(sim, orderId, { type: 'ask' })();
  const after = sim.reservations.get(orderId);
  if (after?.reservation.status === 'RESERVED')
    sim.reservations.set(orderId, { ...after, askAt: timeOf(sim, 'stock') + reservationRecheckSeconds });
  return true;
}

/** t2 */
export function expireUnpaidOrder(sim: SimState, orderId: OrderId): boolean {
  if (!isOverdue(sim, orderId)) return false;
  recordTrace(sim, `${orderId} has reached its payment deadline`);
  changeOrder(sim, orderId, { type: 'close-payment-window' })();
  return true;
}

export function isOverdue(sim: SimState, orderId: OrderId): boolean {
  const stored = sim.orders.get(orderId);
  return stored !== undefined && isOpen(stored.state) && timeOf(sim, 'order') > secondsOf(payableUntil(stored.state));
}

/** t3 */
export function republishUnacknowledged(sim: SimState, orderId: OrderId): boolean {
  const at = republishDueAt(sim, orderId);
  if (at === undefined || at > timeOf(sim, 'order')) return false;
  recordTrace(sim, `${orderId} republishes its outcome`);
  changeOrder(sim, orderId, { type: 'remind' })();
  return true;
}

/** Seconds of the order service's clock; undefined: none is due. */
export function republishDueAt(sim: SimState, orderId: OrderId): number | undefined {
  const stored = sim.orders.get(orderId);
  if (!stored || !sim.rules.republishes || !isUnacknowledged(stored.state)) return undefined;
  const { lastEventAt: newsAt, republishedAt: remindedAt, republishCount } = stored;
  if (remindedAt === undefined || republishCount === 0) return newsAt + firstRepublishSeconds;
  return remindedAt + backoff(republishCount + 1, { first: firstRepublishSeconds, longest: 3_600 }, noJitter);
}

/** The outcome of a pending charge at the provider; pending: the shopper has approved it, the bank has not. */
export type Settlement = 'captured' | 'failed' | 'voided' | 'pending';

/** A pending charge progresses, and the provider sends a callback, or does not. */
export function settleCharge(sim: SimState, charge: Charge, to: Settlement, callsBack: boolean): void {
  if (!isUnsettled(charge)) return;
  charge.status = to;
  if (to === 'failed') charge.failedAt = sim.now;
  recordTrace(sim, `the provider: ${charge.name} is ${charge.status}${callsBack ? ', with a callback' : ''}`);
  if (callsBack) deliverCallback(sim, charge);
}

/**
 * A failed charge is captured after all: the bank changed its decision, or the shopper tried again at the provider. No worker
 * asks about it any more, so the provider repeats its callback until it is acknowledged.
 */
export function captureLate(sim: SimState, charge: Charge): void {
  charge.status = 'captured';
  recordTrace(sim, `the provider: ${charge.name} is captured, though it had failed, with a callback`);
  deliverCallback(sim, charge);
}

/**
 * Like callbacks.ts: the attempt becomes due at once, finished or not, and counts as sent. No lease ends at the same moment.
 */
export function deliverCallback(sim: SimState, { name }: Charge): boolean {
  const row = sim.attempts.get(name);
  if (!row) return false;
  const now = timeOf(sim, 'payment');
  const state = sim.payments
    .get(row.orderId)
    ?.attempts.find(({ attempt }) => chargeName(row.orderId, attempt) === name)?.state;
  if (state === 'CAPTURED') return false;
  row.nextAt = now - 0.001;
  row.firstSentAt ??= now;
  row.sentAt ??= now;
  return true;
}

export function deliverStraggler(sim: SimState, straggler: SimState['provider']['stragglers'][number]): void {
  recordTrace(sim, `a ${straggler.what} that timed out reaches the provider`);
  sim.provider.stragglers.splice(sim.provider.stragglers.indexOf(straggler), 1);
  straggler.takeEffect();
}
