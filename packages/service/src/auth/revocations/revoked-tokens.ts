/**
 * Access tokens that are rejected before they expire: by the session they came from, or by an epoch lower than the user's.
 * Revocations are kept in memory until every token they affect has expired.
 */
import type { RevocationLine } from '@mambogo/contracts/api/internal-revocations.ts';
import type { TokenClaims } from '../token-claims.ts';

export type Revocable = Pick<TokenClaims, 'subject' | 'sessionId' | 'epoch' | 'expiresAt'>;

export interface RevokedTokens {
  apply(line: RevocationLine): void;
  isRevoked(token: Revocable): boolean;
  /** Calls `end` once, when the token expires or is revoked. Returns a function that stops watching. */
  watch(token: Revocable, end: () => void): () => void;
}

interface Expiring {
  /** Seconds since 1970. */
  readonly until: number;
}

/** Interval of purging expired revocations. */
const purgeIntervalMs = 60_000;
/** The maximum delay of setTimeout. */
const maxTimerMs = 2_147_483_647;

export function createRevokedTokens(now: () => number = Date.now): RevokedTokens {
  const sessions = new Map<string, Expiring>();
  const people = new Map<string, Expiring & { readonly epoch: number }>();
  const watched = new Set<{ readonly token: Revocable; readonly end: () => void }>();
  let nextPurgeAt = 0;

  const isRevoked = ({ sessionId, subject, epoch = 0 }: Revocable): boolean =>
    (sessionId !== undefined && sessions.has(sessionId)) || epoch < (people.get(subject)?.epoch ?? 0);

  function purgeExpired(): void {
    if (now() < nextPurgeAt) return;
    nextPurgeAt = now() + purgeIntervalMs;
    for (const revoked of [sessions, people])
      for (const [key, { until }] of revoked) if (until * 1_000 < now()) revoked.delete(key);
  }

  return {
    isRevoked,
    apply(line) {
      purgeExpired();
      if (line.type === 'current') return;
      if (line.type === 'session') sessions.set(line.sid, line);
      else if (line.epoch > (people.get(line.sub)?.epoch ?? 0)) people.set(line.sub, line);
      for (const { token, end } of [...watched]) if (isRevoked(token)) end();
    },
    watch(token, end) {
      const timer = setTimeout(finish, Math.min(token.expiresAt * 1_000 - now(), maxTimerMs));
      const entry = { token, end: finish };
      timer.unref();
      watched.add(entry);
      if (isRevoked(token)) finish();
      return unwatch;

      function finish(): void {
        if (!watched.has(entry)) return;
        unwatch();
        end();
      }
      function unwatch(): void {
        clearTimeout(timer);
        watched.delete(entry);
      }
    },
  };
}
