/**
 * Follows identity's feed of revocations through the sidecar: one streamed response instead of a call per request.
 *
 * unknown -> (caught up) -> following -> (the feed breaks, or is silent) -> disconnected -> (caught up) -> following
 *
 * - unknown: no token can be verified, as without the issuer's keys.
 * - following: what identity commits is known here within milliseconds.
 * - disconnected: reconnects with its cursor. Earlier revocations stay known, new ones are not: the shop stays open and reports
 *   it in its log, its health and (gateway) its metrics. See docs/decisions/0027.
 * An identity service without a feed (the previous release, during a rolling upgrade) revokes nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  RevocationLine,
  revocationsHeartbeat,
  streamRevocations,
} from '@mambogo/contracts/api/internal-revocations.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { followFeed } from '../../feed/follow-feed.ts';
import type { Worker } from '../../process/worker.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Revocations } from './revocations.ts';
import { createRevokedTokens } from './revoked-tokens.ts';

export interface FollowSettings {
  readonly sidecar: Pick<Sidecar, 'invoke'>;
  readonly logger: Logger;
  /** Aborted to stop following. */
  readonly stopping: AbortSignal;
  /** Milliseconds without a line after which the feed counts as dead. */
  readonly silenceTimeoutMs?: number;
  /** Milliseconds that verification waits while nothing is known yet, as identity may be starting too. */
  readonly firstKnownTimeoutMs?: number;
}

export interface RevocationFollower extends Revocations, Worker {}

/** How long to be disconnected before a warning: replacing a service, or starting a whole shop, takes less. */
const warnAfterMs = 5_000;
const warnAfterStartMs = 30_000;

export function followRevocations({
  sidecar,
  logger,
  stopping,
  silenceTimeoutMs = 2_500 * revocationsHeartbeat,
  firstKnownTimeoutMs = 5_000,
}: FollowSettings): RevocationFollower {
  const { apply, isRevoked, watch } = createRevokedTokens();
  let cursor = 0;
  let isKnown = false;
  let disconnectedSince: number | undefined = Date.now();
  let warned = false;
  const firstKnown = Promise.withResolvers<void>();
  const feed = followFeed({
    sidecar,
    service: 'identity',
    path: () => pathOf(streamRevocations, { query: { after: cursor } }),
    stopping,
    silenceTimeoutMs,
    onLine: applyLine,
    onRefused: (status) => {
      if (status === 404 || status === 403) markKnown();
    },
    onDisconnected: warnDisconnected,
  });

  function applyLine(text: string): void {
    const line = RevocationLine.safeParse(JSON.parse(text));
    if (!line.success) return;
    cursor = line.data.cursor;
    apply(line.data);
    if (line.data.type !== 'current') return;
    markKnown();
    if (warned) logger.info({ event: 'revocations.feed_back' }, 'token revocation feed reconnected');
    disconnectedSince = undefined;
    warned = false;
    feed.markHealthy();
  }

  function markKnown(): void {
    isKnown = true;
    firstKnown.resolve();
  }

  function warnDisconnected(err: unknown): void {
    disconnectedSince ??= Date.now();
    if (warned || !isLongDisconnected()) return;
    warned = true;
    const meaning = isKnown
      ? 'tokens of sessions ended from now on stay valid until they expire'
      : 'no token can be verified until it reconnects';
    logger.warn({ err, event: 'revocations.feed_away' }, `token revocation feed disconnected: ${meaning}`);
  }

  const isLongDisconnected = (): boolean =>
    disconnectedSince !== undefined && Date.now() - disconnectedSince >= (isKnown ? warnAfterMs : warnAfterStartMs);

  return {
    isRevoked,
    watch,
    async whenKnown() {
      feed.start();
      if (!isKnown) await Promise.race([firstKnown.promise, wait(firstKnownTimeoutMs, undefined, { ref: false })]);
      if (!isKnown) throw new Error('the token revocations are not known yet');
    },
    degradedReason: () =>
      disconnectedSince !== undefined && isLongDisconnected()
        ? `token revocation feed disconnected since ${new Date(disconnectedSince).toISOString()}`
        : undefined,
    start: feed.start,
    stop: feed.stop,
  };
}
