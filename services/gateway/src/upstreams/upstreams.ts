/**
 * The services behind, each with a bulkhead and a breaker of its own. Breaker: closed (calls pass) -> open when, of at least
 * ten calls in ten seconds, half failed (calls fail at once) -> half-open after a while (one call tries) -> closed, or open
 * again. Only failures of the upstream count (peer-failure.ts), and its time-outs only while it does not answer others either:
 * a client whose requests are slow must not close the upstream for everybody.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import type { Invocation, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import CircuitBreaker from 'opossum';
import { errors } from 'undici';
import { type BulkheadSettings, createBulkhead } from './bulkhead.ts';
import { ResponseInterrupted, readUpstreamResponse, type UpstreamResponse } from './read-upstream-response.ts';
import { createRecentSuccesses } from './recent-successes.ts';
import { checkUpstreamResponse, UpstreamFailure } from './upstream-failure.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface UpstreamCall extends Invocation {
  /** Who is charged for it: a client address (IPv6: its /64). */
  readonly client: string;
  /** Whether so many more bytes of the answer may be kept; what may not passes as it comes, and as fast as it is read. */
  readonly reserve: (bytes: number) => boolean;
}

export interface Upstreams {
  /**
   * Rejects with PeerFailure when the peer fails or its breaker is open, with the problem `concurrency-limited` when the client
   * has too many calls under way, and with a problem when a sidecar refused what the client sent.
   */
  call(upstream: string, call: UpstreamCall): Promise<UpstreamResponse>;
  /** Of the peers called so far. */
  states(): Readonly<Record<string, BreakerState>>;
  /** Calls under way and waiting, by peer. */
  load(): Readonly<Record<string, { readonly active: number; readonly waiting: number }>>;
  close(): void;
}

export interface UpstreamsSettings {
  /** Milliseconds until an answer must have begun: to GET and HEAD, which are then tried once more, and to anything else. */
  readonly readTimeout: number;
  readonly writeTimeout: number;
  /** Milliseconds an open breaker stays open. */
  readonly resetAfter: number;
  readonly bulkhead: BulkheadSettings;
  readonly onChange: (upstream: string, state: BreakerState) => void;
}

export function createUpstreams(sidecar: Sidecar, settings: UpstreamsSettings): Upstreams {
  const peers = new Map<string, Upstream>();
  const peerOf = (name: string): Upstream => {
    const known = peers.get(name);
    if (known) return known;
    const created = createUpstream(sidecar, name, settings);
    peers.set(name, created);
    return created;
  };
  const each = <T>(value: (upstream: Upstream) => T): Record<string, T> =>
    Object.fromEntries([...peers].map(([name, upstream]) => [name, value(upstream)]));
  return {
    call: (name, call) => peerOf(name).call(call),
    states: () => each(({ breaker }) => stateOf(breaker)),
    load: () => each(({ load }) => load()),
    close() {
      for (const { breaker } of peers.values()) breaker.shutdown();
    },
  };
}

type Breaker = CircuitBreaker<[UpstreamCall, () => void], UpstreamResponse>;

interface Upstream {
  readonly breaker: Breaker;
  call(call: UpstreamCall): Promise<UpstreamResponse>;
  load(): { readonly active: number; readonly waiting: number };
}

function createUpstream(sidecar: Sidecar, name: string, settings: UpstreamsSettings): Upstream {
  const { readTimeout, writeTimeout, resetAfter, bulkhead: limits, onChange } = settings;
  const bulkhead = createBulkhead(limits);
  const answered = createRecentSuccesses();

  async function invoke(call: UpstreamCall, release: () => void): Promise<UpstreamResponse> {
    const { client, reserve, ...invocation } = call;
    const { method, signal, stream } = invocation;
    const timeout = isSafeMethod(method) ? readTimeout : writeTimeout;
    let passing = false;
    try {
      const ask = () =>
        sidecar.invoke(name, { timeout, repeatTimedOut: true, isAnswering: answered.toAnybody, ...invocation });
      const read = async () => readUpstreamResponse(await ask(), reserve);
      const upstreamResponse = stream ? await ask() : await readAgain(method, read);
      if (!stream && !Buffer.isBuffer(upstreamResponse.body)) {
        passing = true;
        upstreamResponse.body.once('close', release);
      }
      const judged = checkUpstreamResponse(name, upstreamResponse);
      answered.record(client);
      return judged;
    } catch (cause) {
      if (cause instanceof Problem || cause instanceof UpstreamFailure || signal?.aborted) throw cause;
      // undici sends no header or path that HTTP does not allow.
      if (cause instanceof errors.InvalidArgumentError)
        throw new Problem('validation', 'the request has a character that is not taken', {}, { cause: cause });
      const countsAgainstUpstream = !(isTimeout(cause) && answered.hasOtherThan(client));
      throw new UpstreamFailure(name, 'no answer', { cause: cause, countsAgainstUpstream });
    } finally {
      if (!passing) release();
    }
  }

  const breaker: Breaker = new CircuitBreaker(invoke, {
    name,
    timeout: false,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    rollingCountTimeout: 10_000,
    resetTimeout: resetAfter,
    enableSnapshots: false,
    errorFilter: (error: unknown) => !(error instanceof UpstreamFailure && error.countsAgainstUpstream),
  });
  const changed = () => onChange(name, stateOf(breaker));
  breaker.on('open', changed).on('halfOpen', changed).on('close', changed);

  return {
    breaker,
    load: bulkhead.load,
    async call(call) {
      if (breaker.opened) throw breakerOpen(name);
      // Streams have connections of their own, and are counted where they are opened.
      const release = call.stream ? () => undefined : await bulkhead.acquire(call.client, call.signal);
      return breaker.fire(call, release).catch((error: unknown) => {
        release();
        throw error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER' ? breakerOpen(name) : error;
      });
    },
  };
}

const breakerOpen = (name: string) => new UpstreamFailure(name, 'its breaker is open');

/** Times an answer to a read may break off: an instance that is killed does so in the middle of an answer, too. */
const brokenReads = 2;

/** Nothing of what broke off has reached the client. */
async function readAgain(method: string, read: () => Promise<UpstreamResponse>): Promise<UpstreamResponse> {
  const mayRepeat = isSafeMethod(method);
  for (let broken = 0; ; broken += 1)
    try {
      return await read();
    } catch (error) {
      if (!mayRepeat || !(error instanceof ResponseInterrupted) || broken === brokenReads) throw error;
    }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const stateOf = (breaker: Breaker): BreakerState =>
  breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
