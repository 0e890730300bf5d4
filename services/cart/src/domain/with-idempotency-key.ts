/** A change of a cart under an Idempotency-Key has its effect once. Pure: the cart itself remembers its latest keys. */
import { idempotencyKeyReused } from '@mambogo/service/http/idempotency-keys.ts';
import type { Cart } from './cart.ts';

/** More than anybody puts in while one request is under way. */
const maxStoredKeys = 50;

export interface IdempotentChange {
  /** undefined: the request came without one, and is carried out each time. */
  readonly key: string | undefined;
  /** What it asks for: another request under the same key is refused. */
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
