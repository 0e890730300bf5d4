/** What comes from outside: the clock's timers, the provider's own doings, and what people want. */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { OrderAction } from '../../services/order/src/domain/order-command.ts';
import {
  GoodsExceedOrder,
  InvalidTransition,
  RefundExceedsPayment,
} from '../../services/order/src/domain/order-errors.ts';
import { isOpen, isUnacknowledged, payableUntil } from '../../services/order/src/domain/order-state.ts';
import { chargeName } from '../../services/payment/src/domain/payment-provider.ts';
import { type Charge, isUnsettled } from './provider.ts';
import { askAgain, type Commit, changeOrder, changeReservation } from './services.ts';
import { wishes } from './wishes.ts';
import { freshId, fullCart, iso, products, secondsOf, tell, timeOf, type World } from './world.ts';

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
const paymentWindow = 1_800;
const firstReminder = 60;

export function placeOrder(world: World, token: string, quantities: readonly [number, number]): OrderId {
  const orderId = freshId<OrderId>(world, 'order');
  const lines = products.flatMap((productId, i) => {
    const quantity = quantities[i] ?? 0;
    const lineTotal = money(price * quantity);
    const cartLineId = world.cart.lines.find((line) => line.productId === productId)?.lineId;
    return quantity > 0
      ? [{ productId, sku: 'SKU', name: productId, unitPrice: money(price), quantity, lineTotal, cartLineId }]
      : [];
  });
  const total = money(lines.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0));
  const payBefore = iso(timeOf(world, 'order') + paymentWindow);
  tell(
    world,
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
  changeOrder(world, orderId, { type: 'place', data, token })();
  return orderId;
}

const money = (amount: number) => ({ amount, currency: 'USD' });

/** The owner empties the cart and fills it again: what was ordered out of the one before does not leave this one. */
export function refillCart(world: World): void {
  world.ids += 1;
  tell(world, 'the cart is emptied and filled again');
  world.cart = { ...world.cart, lines: fullCart(world.ids) };
  for (const { productId, lineId, quantity } of world.cart.lines)
    world.expectedCart.set(productId, { lineId, quantity });
}

/** What a person may want of an order: the first that can be, from `which` on; a cancellation not too often. */
export function wish(world: World, orderId: OrderId, which: number): boolean {
  for (const i of wishes.keys()) {
    const wanted = wishes[(which + i) % wishes.length]?.(world);
    const granted = wanted && (wanted.type !== 'cancel' || which % 2 === 0) && grant(world, orderId, wanted);
    if (!granted) continue;
    granted();
    return true;
  }
  return false;
}

/** undefined: it is refused. */
function grant(world: World, orderId: OrderId, command: OrderAction): Commit | undefined {
  try {
    const before = world.orders.get(orderId)?.state;
    if (world.rules.order.decide(before, command).length === 0) return undefined;
    const commit = changeOrder(world, orderId, command);
    return () => {
      if (command.type === 'cancel')
        world.askedToCancel.set(orderId, new Set([...(world.askedToCancel.get(orderId) ?? []), command.by]));
      tell(world, `somebody wants to ${command.type} ${orderId}`);
      commit();
    };
  } catch (error) {
    const refusals = [InvalidTransition, RefundExceedsPayment, GoodsExceedOrder];
    if (refusals.some((refusal) => error instanceof refusal)) {
      const state = world.orders.get(orderId)?.state;
      if (command.type === 'pay' && state && isOpen(state) && state.payment.status === 'FAILED')
        world.misdeeds.push(`${orderId} took no other card: ${error}`);
      return undefined;
    }
    throw error;
  }
}

/** t1 */
export function askReservation(world: World, orderId: OrderId): boolean {
  const stored = world.reservations.get(orderId);
  if (stored?.askAt === undefined || stored.askAt > timeOf(world, 'stock')) return false;
  tell(world, `stock asks ${orderId} whether it wants its goods`);
  changeReservation(world, orderId, { type: 'ask' })();
  const after = world.reservations.get(orderId);
  if (after?.reservation.status === 'RESERVED')
    world.reservations.set(orderId, { ...after, askAt: timeOf(world, 'stock') + askAgain });
  return true;
}

/** t2 */
export function closeUnpaid(world: World, orderId: OrderId): boolean {
  if (!isOverdue(world, orderId)) return false;
  tell(world, `${orderId} is past its time`);
  changeOrder(world, orderId, { type: 'close-payment-window' })();
  return true;
}

export function isOverdue(world: World, orderId: OrderId): boolean {
  const stored = world.orders.get(orderId);
  return stored !== undefined && isOpen(stored.state) && timeOf(world, 'order') > secondsOf(payableUntil(stored.state));
}

/** t3 */
export function remind(world: World, orderId: OrderId): boolean {
  const at = reminderAt(world, orderId);
  if (at === undefined || at > timeOf(world, 'order')) return false;
  tell(world, `${orderId} says again how it ended`);
  changeOrder(world, orderId, { type: 'remind' })();
  return true;
}

/** Seconds of the order service's clock; undefined: none is due. */
export function reminderAt(world: World, orderId: OrderId): number | undefined {
  const stored = world.orders.get(orderId);
  if (!stored || !world.rules.reminds || !isUnacknowledged(stored.state)) return undefined;
  const { newsAt, remindedAt, reminders } = stored;
  if (remindedAt === undefined || reminders === 0) return newsAt + firstReminder;
  return remindedAt + Math.min(firstReminder * 2 ** reminders, 3_600);
}

/** What becomes of a charge that is under way at the provider; pending: the shopper has approved it, the bank has not. */
export type Settlement = 'captured' | 'failed' | 'voided' | 'pending';

/** A charge that was under way at the provider goes on, and the provider calls back, or does not. */
export function settleCharge(world: World, charge: Charge, to: Settlement, callsBack: boolean): void {
  if (!isUnsettled(charge)) return;
  charge.status = to;
  if (to === 'failed') charge.failedAt = world.now;
  tell(world, `the provider: ${charge.name} is ${charge.status}${callsBack ? ', and says so' : ''}`);
  if (callsBack) callBack(world, charge);
}

/**
 * A charge that failed is captured after all: the bank thought better of it, or the shopper tried again at the provider's.
 * Nobody asks for it any more, so the provider calls back, and repeats itself until it is heard.
 */
export function captureLate(world: World, charge: Charge): void {
  charge.status = 'captured';
  tell(world, `the provider: ${charge.name} is captured, though it had failed, and says so`);
  callBack(world, charge);
}

/** As callbacks.ts keeps it: the attempt is due at once, over or not, and counts as sent. No lease ends in that very moment. */
export function callBack(world: World, { name }: Charge): boolean {
  const row = world.attempts.get(name);
  if (!row) return false;
  const now = timeOf(world, 'payment');
  const state = world.payments
    .get(row.orderId)
    ?.attempts.find(({ attempt }) => chargeName(row.orderId, attempt) === name)?.state;
  if (state === 'CAPTURED') return false;
  row.nextAt = now - 0.001;
  row.firstSentAt ??= now;
  row.sentAt ??= now;
  return true;
}

export function arrive(world: World, straggler: World['provider']['stragglers'][number]): void {
  tell(world, `a ${straggler.what} that was given up reaches the provider`);
  world.provider.stragglers.splice(world.provider.stragglers.indexOf(straggler), 1);
  straggler.takeEffect();
}
