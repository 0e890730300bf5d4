/**
 * The Idempotency-Key of a press: the same while the same thing is wished for, so that sending it again after silence does
 * it once; another for another wish, and after an answer. Pure but for the key.
 */
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';

export interface IdempotencyKeys {
  keyOf(request: unknown): string;
  /** It was answered: the next press is another. */
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
