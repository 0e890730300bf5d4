/**
 * A checkout attempt: the order request and its Idempotency-Key, kept in sessionStorage until there is a final response. A
 * reload, a second click or a lost response resends the same request, so there is only one order. It contains the card's
 * token, never the card.
 */
import type { PlaceOrder } from '@mambogo/contracts/api/orders.ts';

export interface CheckoutAttempt {
  /** The customer's id: an attempt is only resent for the same customer. */
  readonly owner: string;
  readonly key: string;
  readonly body: PlaceOrder;
}

const storageKey = 'checkout-attempt';
type StoredAttempt = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function saveAttempt(storage: StoredAttempt, attempt: CheckoutAttempt): void {
  storage.setItem(storageKey, JSON.stringify(attempt));
}

export function loadAttempt(storage: StoredAttempt, owner: string): CheckoutAttempt | undefined {
  try {
    const attempt: CheckoutAttempt | null = JSON.parse(storage.getItem(storageKey) ?? 'null');
    return attempt?.owner === owner && attempt.key && attempt.body ? attempt : undefined;
  } catch {
    return undefined;
  }
}

export const clearAttempt = (storage: StoredAttempt): void => storage.removeItem(storageKey);
