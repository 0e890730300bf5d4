/** What a verifier asks about revoked tokens, whoever tells of them. */
import type { Revocable, RevokedTokens } from './revoked-tokens.ts';
import { createRevokedTokens } from './revoked-tokens.ts';

export interface Revocations extends Pick<RevokedTokens, 'isRevoked' | 'watch'> {
  /** Resolves once all that was revoked before is known; rejects when it can't be known now. */
  whenKnown(): Promise<void>;
  /** What is wrong with hearing of more, in words, if something is. */
  degradedReason(): string | undefined;
}

/** Where nobody tells of revocations, as with an issuer outside the shop: tokens live until they expire. */
export function noRevocations(): Revocations {
  const { isRevoked, watch } = createRevokedTokens();
  return { isRevoked, watch, whenKnown: () => Promise.resolve(), degradedReason: () => undefined };
}

/** Aborted when the token expires or is revoked. Call `unwatch` when nobody cares any more. */
export function tokenEndSignal(
  { watch }: Pick<Revocations, 'watch'>,
  token: Revocable,
): { signal: AbortSignal; unwatch: () => void } {
  const ended = new AbortController();
  return { signal: ended.signal, unwatch: watch(token, () => ended.abort(new Error('the access token ended'))) };
}
