/**
 * The Idempotency-Key of a press: the same while the same thing is wished for, so that sending it again after silence does
 * it once; another for another wish, and after an answer. Pure but for the key.
 */
import { newKey } from '../../../api/new-key.ts';

export interface Press {
  keyOf(wish: unknown): string;
  /** It was answered: the next press is another. */
  renew(): void;
}

export function createPress(keyOf: () => string = newKey): Press {
  let held: { readonly wish: string; readonly key: string } | undefined;
  return {
    keyOf(wish) {
      const text = JSON.stringify(wish);
      if (held?.wish !== text) held = { wish: text, key: keyOf() };
      return held.key;
    },
    renew() {
      held = undefined;
    },
  };
}
