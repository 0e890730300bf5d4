/**
 * A press of "Pay": the order as it was sent and the Idempotency-Key it was sent with, kept in this tab until the shop has
 * answered for good. A reload, a second press, or a lost answer sends the very same again, so it is one order. It has the
 * card's token, never the card.
 */
import type { OrderWanted } from '../../../api/orders.ts';

export interface CheckoutAttempt {
  /** The customer: nobody else's attempt is sent. */
  readonly owner: string;
  readonly key: string;
  readonly body: OrderWanted;
}

const storageKey = 'checkout-attempt';
type StoredAttempt = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function saveAttempt(storage: StoredAttempt, attempt: CheckoutAttempt): void {
  storage.setItem(storageKey, JSON.stringify(attempt));
}

export function loadAttempt(storage: StoredAttempt, owner: string): CheckoutAttempt | undefined {
  try {
    const attempt = JSON.parse(storage.getItem(storageKey) ?? 'null') as CheckoutAttempt | null;
    return attempt?.owner === owner && attempt.key && attempt.body ? attempt : undefined;
  } catch {
    return undefined;
  }
}

export const clearAttempt = (storage: StoredAttempt): void => storage.removeItem(storageKey);
