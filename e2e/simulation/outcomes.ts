/**
 * What must hold of an order's outcome, as seen by a shopper and a merchant: goods leave only for money, nothing is both
 * refunded and kept, an order is cancelled only for a true reason, and nothing exceeds its time limit.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { Shortage } from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId, ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import type { OrderEvent } from '../../services/order/src/domain/order-event.ts';
import type { OrderState } from '../../services/order/src/domain/order-state.ts';
import { refundedOf } from './provider.ts';
import { type SimState, type StoredOrder, secondsOf } from './sim-state.ts';

/** Seconds after the end of its payment window, or after faults have ended, within which an order must have ended. */
const endTimeoutSeconds = 300;
/**
 * Likewise for the acknowledgements of stock and payment, and for refunds: the longest wait for a republication, plus a worker
 * run.
 */
const acknowledgeTimeoutSeconds = 3_600 + 300;

/** Checked at the time: goods leave only for money that the provider holds. */
export function badShipments(
  { provider }: SimState,
  orderId: OrderId,
  { total, lines, refunds }: OrderState,
  events: readonly OrderEvent[],
): string[] {
  if (!events.some(({ type }) => type === 'shipped')) return [];
  const charges = provider.charges.filter(
    ({ name, status }) => name.startsWith(`${orderId}:`) && status === 'captured',
  );
  const held = charges.reduce((sum, charge) => sum + charge.amount - refundedOf(charge), 0);
  if (held === 0) return [`${orderId} was shipped, but the provider holds nothing of its ${total.amount}`];
  const pieces = (goods: readonly { readonly quantity: number }[]) =>
    goods.reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces(refunds.flatMap(({ goods = [] }) => goods)) >= pieces(lines))
    return [`${orderId} was shipped, but all of its goods were refunded`];
  return [];
}

/** Checked at the time: an order is rejected as out of stock only when stock is missing. */
export const untrueShortages = (
  orderId: OrderId,
  shortages: readonly Shortage[],
  free: ReadonlyMap<ProductId, number>,
): string[] => {
  const untrue = shortages.filter(({ productId, requested }) => (free.get(productId) ?? 0) >= requested);
  return shortages.length === 0 || untrue.length > 0
    ? [`${orderId} was rejected, but there was enough of ${untrue.map(({ productId }) => productId).join(', ')}`]
    : [];
};

/** Checked at rest: money for shipped goods is only refunded by the merchant, after they were shipped. */
export function paidBackAndDelivered({ log, state }: StoredOrder): string | undefined {
  const shippedAt = log.findIndex(({ type }) => type === 'shipped');
  if (shippedAt < 0) return undefined;
  if (state.status === 'CANCELLED') return 'it was shipped and is cancelled';
  const refundRequests = log.flatMap((event, at) => (event.type === 'refund-requested' ? [{ ...event.data, at }] : []));
  const refunded = log.flatMap((event) => (event.type === 'payment-refunded' ? [event.data] : []));
  const isBack = (id: RefundId) => refunded.some(({ refundId }) => refundId === id);
  const before = refundRequests.filter(({ at, refundId }) => at < shippedAt && isBack(refundId));
  if (before.reduce((sum, { amount }) => sum + amount.amount, 0) >= state.total.amount)
    return 'its whole payment was being refunded before it was shipped';
  const unasked = refunded.find(({ refundId }) => !refundRequests.some((one) => one.refundId === refundId));
  return unasked && `it was shipped, and ${unasked.amount.amount} was refunded without a request`;
}

/**
 * Checked at rest: goods that refunds put back into sale are back, once; refunded goods that are not shipped are nowhere else.
 */
export function misplacedGoods(
  id: OrderId,
  { log, state }: StoredOrder,
  { reservations }: SimState,
): string | undefined {
  const reservation = reservations.get(id)?.reservation;
  const returns = reservation?.status === 'COMMITTED' ? (reservation.returns ?? []) : [];
  const refundRequests = log.flatMap((event) => (event.type === 'refund-requested' ? (event.data.goods ?? []) : []));
  for (const { productId, quantity } of state.lines) {
    const sum = (lines: readonly { readonly productId: ProductId; readonly quantity: number }[]) =>
      lines.reduce((pieces, line) => pieces + (line.productId === productId ? line.quantity : 0), 0);
    const refunded = sum(returns.flatMap(({ lines }) => lines));
    const expected = sum(refundRequests.filter(({ restock }) => restock));
    if (refunded !== expected) return `${refunded} ${productId} came back, expected ${expected}`;
    if (sum(refundRequests) > quantity) return `${sum(refundRequests)} ${productId} are refunded of ${quantity}`;
    const isLost =
      state.status === 'REFUNDED' && !log.some(({ type }) => type === 'shipped') && sum(refundRequests) < quantity;
    if (isLost) return `${quantity - sum(refundRequests)} ${productId} are refunded, not shipped and not in sale`;
  }
  return undefined;
}

/** Checked at rest: a cancelled order has a reason, and it is true. */
export function lostWithoutReason(
  id: OrderId,
  { log, state, endedAt }: StoredOrder,
  sim: SimState,
): string | undefined {
  if (state.status !== 'CANCELLED') return undefined;
  const { reason } = state.cancellation;
  if (reason === 'payment-window' && isUnhandled(id, { log, endedAt }, sim))
    return 'it was not paid in time, and payment never got its last attempt';
  return reasonHolds[reason](id, log, sim) ? undefined : `it is cancelled, but "${reason}" is not true`;
}

/** Another card was tried, long before the end and with nothing in the way, but no attempt was ever started. */
function isUnhandled(
  id: OrderId,
  { log, endedAt = 0 }: Pick<StoredOrder, 'log' | 'endedAt'>,
  { payments, faultFreeSince: calmSince = Number.POSITIVE_INFINITY }: SimState,
): boolean {
  const refundRequests = log
    .flatMap((event) => (event.type === 'payment-requested' ? [event.data.attempt] : []))
    .at(-1);
  const hasStarted = payments.get(id)?.attempts.some(({ attempt }) => attempt === refundRequests);
  return refundRequests !== undefined && !hasStarted && endedAt > calmSince + endTimeoutSeconds;
}

const reasonHolds: Readonly<
  Record<Cancellation['reason'], (id: OrderId, log: readonly OrderEvent[], sim: SimState) => boolean>
> = {
  'out-of-stock': (id, _, { reservations }) => reservations.get(id)?.reservation.status === 'REJECTED',
  // Neither a declined card nor an expired reservation ends an order: another card may follow.
  'payment-failed': () => false,
  'reservation-expired': () => false,
  'payment-window': (_, log) => {
    const before = log.slice(
      0,
      log.findIndex(({ type }) => type === 'cancelled'),
    );
    return !before.some(({ type }) => type === 'confirmed');
  },
  customer: (id, _, { cancelRequests: askedToCancel }) => askedToCancel.get(id)?.has('customer') === true,
  merchant: (id, _, { cancelRequests: askedToCancel }) => askedToCancel.get(id)?.has('merchant') === true,
};

/** Checked at rest, and as acknowledgements arrive: counted from the end of all faults. */
export function endedTooLate(
  { state, endedAt }: StoredOrder,
  { faultFreeSince: calmSince, skew }: SimState,
): string | undefined {
  const limit = Math.max(secondsOf(state.payBefore) - skew.order, calmSince ?? 0) + endTimeoutSeconds;
  return endedAt !== undefined && endedAt > limit ? `it ended ${endedAt - limit} s too late` : undefined;
}

export function answeredTooLate(
  { now, faultFreeSince: calmSince }: SimState,
  orderId: OrderId,
  since: number | undefined,
): string[] {
  if (since === undefined || calmSince === undefined) return [];
  const late = now - Math.max(since, calmSince) - acknowledgeTimeoutSeconds;
  return late > 0 ? [`${orderId} was acknowledged ${late} s too late`] : [];
}
