/** Revoked tokens as a verifier sees them, independent of their source. */
import type { Revocable, RevokedTokens } from './revoked-tokens.ts';
import { createRevokedTokens } from './revoked-tokens.ts';

export interface Revocations extends Pick<RevokedTokens, 'isRevoked' | 'watch'> {
  /** Resolves once all earlier revocations are known; rejects if they cannot be known now. */
  whenKnown(): Promise<void>;
  /** Why new revocations do not arrive, as text; undefined if they do. */
  degradedReason(): string | undefined;
}

/** For an external issuer, which reports no revocations: tokens stay valid until they expire. */
export function noRevocations(): Revocations {
  const { isRevoked, watch } = createRevokedTokens();
  return { isRevoked, watch, whenKnown: () => Promise.resolve(), degradedReason: () => undefined };
}

/** A signal that is aborted when the token expires or is revoked. Call `unwatch` when it is no longer needed. */
export function tokenEndSignal(
  { watch }: Pick<Revocations, 'watch'>,
  token: Revocable,
): { signal: AbortSignal; unwatch: () => void } {
  const ended = new AbortController();
  return { signal: ended.signal, unwatch: watch(token, () => ended.abort(new Error('the access token ended'))) };
}
