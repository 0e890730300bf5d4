/**
 * Follows identity's feed of revocations through the sidecar: one long answer, no call per request.
 *
 * unknown -> (all told up to now) -> following -> (the feed breaks, or is silent) -> away -> (all told) -> following
 *
 * - unknown: no token can be judged, as without the issuer's keys.
 * - following: what identity commits is known here within milliseconds.
 * - away: it connects again and again with its cursor. What was revoked before stays known, what is revoked meanwhile is
 *   not: the shop stays open, and says so in its log, its health and (gateway) its metrics. See docs/decisions/0027.
 * An identity service that answers but has no feed (the release before, in a rolling upgrade) revokes nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RevocationLine, revocationsHeartbeat, revocationsPath } from '@mambogo/contracts/api/internal-revocations.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { Worker } from '../../process/worker.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { readLines } from './read-lines.ts';
import type { Revocations } from './revocations.ts';
import { createRevokedTokens } from './revoked-tokens.ts';

export interface FollowSettings {
  readonly sidecar: Pick<Sidecar, 'invoke'>;
  readonly logger: Logger;
  /** Ends it. */
  readonly stopping: AbortSignal;
  /** Milliseconds without a line after which the feed counts as dead. */
  readonly silenceTimeoutMs?: number;
  /** Milliseconds that a token waits to be judged while nothing is known yet: identity may be just starting, too. */
  readonly firstKnownTimeoutMs?: number;
}

export interface RevocationFollower extends Revocations, Worker {}

/** Milliseconds until the first new try, doubling up to the second. */
const [minRetryDelayMs, maxRetryDelayMs] = [100, 2_000];
/** Milliseconds away after which it is worth a warning: a service that is replaced is away for less, a whole shop starts in less. */
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
  const ended = new AbortController();
  const signal = AbortSignal.any([stopping, ended.signal]);
  let cursor = 0;
  let isKnown = false;
  let disconnectedSince: number | undefined = Date.now();
  let warned = false;
  let retryDelayMs = minRetryDelayMs;
  const firstKnown = Promise.withResolvers<void>();
  let loop: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await follow().catch(warnDisconnected);
      await sleep(retryDelayMs, signal);
      retryDelayMs = Math.min(2 * retryDelayMs, maxRetryDelayMs);
    }
  }

  async function follow(): Promise<never> {
    const silenceAbort = new AbortController();
    const path = `${revocationsPath}?after=${cursor}`;
    const response = await sidecar.invoke('identity', {
      method: 'GET',
      path,
      stream: true,
      signal: AbortSignal.any([signal, silenceAbort.signal]),
    });
    const timer = setTimeout(() => silenceAbort.abort(new Error('the feed is silent')), silenceTimeoutMs);
    try {
      if (response.statusCode === 404 || response.statusCode === 403) markKnown();
      if (response.statusCode !== 200) {
        await response.body.dump();
        throw new Error(`identity answered ${response.statusCode}`);
      }
      for await (const line of readLines(response.body)) {
        timer.refresh();
        applyLine(line);
      }
    } finally {
      clearTimeout(timer);
    }
    throw new Error('the feed ended');
  }

  function applyLine(text: string): void {
    const line = RevocationLine.safeParse(JSON.parse(text));
    if (!line.success) return;
    cursor = line.data.cursor;
    apply(line.data);
    if (line.data.type !== 'current') return;
    markKnown();
    if (warned) logger.info({ event: 'revocations.feed_back' }, 'revocations of tokens are heard of again');
    disconnectedSince = undefined;
    warned = false;
    retryDelayMs = minRetryDelayMs;
  }

  function markKnown(): void {
    isKnown = true;
    firstKnown.resolve();
  }

  function warnDisconnected(err: unknown): void {
    if (signal.aborted) return;
    disconnectedSince ??= Date.now();
    if (warned || !isLongDisconnected()) return;
    warned = true;
    const meaning = isKnown
      ? 'tokens of sessions that end now are accepted until they expire'
      : 'no token can be judged until they are';
    logger.warn({ err, event: 'revocations.feed_away' }, `revocations of tokens are not heard of; ${meaning}`);
  }

  const isLongDisconnected = (): boolean =>
    disconnectedSince !== undefined && Date.now() - disconnectedSince >= (isKnown ? warnAfterMs : warnAfterStartMs);

  function start(): void {
    loop ??= run();
  }

  return {
    isRevoked,
    watch,
    async whenKnown() {
      start();
      if (!isKnown) await Promise.race([firstKnown.promise, wait(firstKnownTimeoutMs, undefined, { ref: false })]);
      if (!isKnown) throw new Error('revocations of tokens are not known yet');
    },
    degradedReason: () =>
      disconnectedSince !== undefined && isLongDisconnected()
        ? `revocations of tokens are not heard of since ${new Date(disconnectedSince).toISOString()}`
        : undefined,
    start,
    async stop() {
      ended.abort();
      await loop;
    },
  };
}

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
