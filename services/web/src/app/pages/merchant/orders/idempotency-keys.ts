/**
 * The Idempotency-Key of a request: the same for the same request, so that a retry after a lost response has no second effect;
 * a new one for another request, and after a response. Pure except for the random key.
 */
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

export interface IdempotencyKeys {
  keyOf(request: unknown): string;
  /** There was a response: the next request gets a new key. */
  renew(): void;
}

export function createIdempotencyKeys(keyOf: () => string = newIdempotencyKey): IdempotencyKeys {
  let held: { readonly request: string; readonly key: string } | undefined;
  return {
    keyOf(request) {
      const text = JSON.stringify(request);
      if (held?.request !== text) held = { request: text, key: keyOf() };
      return held.key;
    },
    renew() {
      held = undefined;
    },
  };
}
