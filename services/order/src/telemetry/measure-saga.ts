/**
 * Measures the saga of an order: the time from each event of its log to the next, and from placed to confirmed. What a shopper
 * took (to choose another card, to answer a challenge) is not measured: nothing here can make it shorter.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import { isOpen } from '../domain/order-state.ts';
import type { LockedOrder } from '../store/order-store.ts';

/** Events of a person, such as `shipped`, do not follow the previous one by themselves. */
const steps: ReadonlySet<OrderEvent['type']> = new Set([
  'stock-reserved',
  'stock-rejected',
  'stock-released',
  'stock-committed',
  'stock-returned',
  'payment-action-required',
  'payment-captured',
  'payment-failed',
  'payment-voided',
  'payment-refunded',
]);

type Before = Pick<LockedOrder, 'state' | 'placedAt' | 'updatedAt' | 'now'>;

/** @param events saved by one command, all at `before.now` */
export function measureSaga({ state, placedAt, updatedAt, now }: Before, events: readonly OrderEvent[]): void {
  if (isWaitingForShopper(state)) return;
  const first = events.find(({ type }) => steps.has(type));
  if (first) meter.observe('mambogo_saga_step_seconds', { step: first.type }, secondsBetween(updatedAt, now));
  if (state.payment.attempt === 1 && events.some(({ type }) => type === 'confirmed'))
    meter.observe('mambogo_order_confirmation_seconds', {}, secondsBetween(placedAt, now));
}

const isWaitingForShopper = (state: LockedOrder['state']): boolean =>
  isOpen(state) && (state.payment.status === 'ACTION_REQUIRED' || state.payment.status === 'FAILED');

const secondsBetween = (from: Date, to: Date): number => Math.max(0, to.getTime() - from.getTime()) / 1_000;
