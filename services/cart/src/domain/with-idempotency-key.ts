/** Applies a change with an Idempotency-Key once. Pure: the cart itself stores its latest keys. */
import { idempotencyKeyReused } from '@mambogo/service/http/idempotency-keys.ts';
import type { Cart } from './cart.ts';

/** More than a client sends while one request is in flight. */
const maxStoredKeys = 50;

export interface IdempotentChange {
  /** undefined: the request has none and is applied each time. */
  readonly key: string | undefined;
  /** Identifies the request: a different one with the same key is rejected. */
  readonly request: string;
}

/** @throws Problem idempotency-key-reused */
export function withIdempotencyKey(cart: Cart, { key, request }: IdempotentChange, change: () => Cart): Cart {
  if (key === undefined) return change();
  const { keys = [] } = cart;
  const known = keys.find((one) => one.key === key);
  if (known && known.request !== request) throw idempotencyKeyReused();
  return known ? cart : { ...change(), keys: [...keys, { key, request }].slice(-maxStoredKeys) };
}
