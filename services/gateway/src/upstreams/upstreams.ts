/**
 * The services behind the gateway, each with its own bulkhead and circuit breaker. Breaker: closed (calls pass) -> open when,
 * of at least ten calls in ten seconds, half failed (calls fail at once) -> half-open after a while (one call is tried) ->
 * closed, or open again. Only failures of the upstream count (upstream-failure.ts), and its time-outs only while it does not
 * respond to other clients either: a client whose requests are slow must not open the breaker for all others.
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
  /** Client the call is charged to: its address (IPv6: its /64). */
  readonly client: string;
  /** Reserves memory for so many more bytes of the response; what does not fit is streamed, as fast as it is read. */
  readonly reserve: (bytes: number) => boolean;
}

export interface Upstreams {
  /**
   * Rejects with UpstreamFailure when the upstream fails or its breaker is open, with the problem `concurrency-limited` when the
   * client has too many calls in progress, and with a problem when a sidecar rejected what the client sent.
   */
  call(upstream: string, call: UpstreamCall): Promise<UpstreamResponse>;
  /** Of the upstreams called so far. */
  states(): Readonly<Record<string, BreakerState>>;
  /** Active and waiting calls, by upstream. */
  load(): Readonly<Record<string, { readonly active: number; readonly waiting: number }>>;
  close(): void;
}

export interface UpstreamsSettings {
  /** Milliseconds until a response must have begun: for GET and HEAD, which are then retried once, and for other methods. */
  readonly timeouts: () => UpstreamTimeouts;
  /** Milliseconds an open breaker stays open. */
  readonly resetAfter: number;
  readonly bulkhead: BulkheadSettings;
  readonly onChange: (upstream: string, state: BreakerState) => void;
}

export interface UpstreamTimeouts {
  readonly read: number;
  readonly write: number;
}

export function createUpstreams(sidecar: Sidecar, settings: UpstreamsSettings): Upstreams {
  const upstreams = new Map<string, Upstream>();
  const upstreamOf = (name: string): Upstream => {
    const known = upstreams.get(name);
    if (known) return known;
    const created = createUpstream(sidecar, name, settings);
    upstreams.set(name, created);
    return created;
  };
  const each = <T>(value: (upstream: Upstream) => T): Record<string, T> =>
    Object.fromEntries([...upstreams].map(([name, upstream]) => [name, value(upstream)]));
  return {
    call: (name, call) => upstreamOf(name).call(call),
    states: () => each(({ breaker }) => stateOf(breaker)),
    load: () => each(({ load }) => load()),
    close() {
      for (const { breaker } of upstreams.values()) breaker.shutdown();
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
  const { timeouts, resetAfter, bulkhead: limits, onChange } = settings;
  const bulkhead = createBulkhead(limits);
  const recentSuccesses = createRecentSuccesses();

  async function invoke(call: UpstreamCall, release: () => void): Promise<UpstreamResponse> {
    const { client, reserve, ...invocation } = call;
    const { method, signal, stream } = invocation;
    const timeout = timeouts()[isSafeMethod(method) ? 'read' : 'write'];
    let passing = false;
    try {
      const invokeSidecar = () =>
        sidecar.invoke(name, { timeout, repeatTimedOut: true, isAnswering: recentSuccesses.toAnybody, ...invocation });
      const read = async () => readUpstreamResponse(await invokeSidecar(), reserve);
      const upstreamResponse = stream ? await invokeSidecar() : await readWithRetry(method, read);
      if (!stream && !Buffer.isBuffer(upstreamResponse.body)) {
        passing = true;
        upstreamResponse.body.once('close', release);
      }
      const checked = checkUpstreamResponse(name, upstreamResponse);
      recentSuccesses.record(client);
      return checked;
    } catch (cause) {
      if (cause instanceof Problem || cause instanceof UpstreamFailure || signal?.aborted) throw cause;
      // undici sends no header or path that HTTP does not allow.
      if (cause instanceof errors.InvalidArgumentError)
        throw new Problem('validation', 'the request contains an invalid character', {}, { cause: cause });
      const countsAgainstUpstream = !(isTimeout(cause) && recentSuccesses.hasOtherThan(client));
      throw new UpstreamFailure(name, 'no response', { cause: cause, countsAgainstUpstream });
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
      // Streams have their own connections, and are counted when they are opened.
      const release = call.stream ? () => undefined : await bulkhead.acquire(call.client, call.signal);
      return breaker.fire(call, release).catch((error: unknown) => {
        release();
        throw error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER' ? breakerOpen(name) : error;
      });
    },
  };
}

const breakerOpen = (name: string) => new UpstreamFailure(name, 'its circuit breaker is open');

/** How often an interrupted read is retried: an instance that is killed may also break a retry in the middle of its response. */
const maxInterruptions = 2;

/** Safe to retry: none of the interrupted response has reached the client. */
async function readWithRetry(method: string, read: () => Promise<UpstreamResponse>): Promise<UpstreamResponse> {
  const mayRepeat = isSafeMethod(method);
  for (let interruptions = 0; ; interruptions += 1)
    try {
      return await read();
    } catch (error) {
      if (!mayRepeat || !(error instanceof ResponseInterrupted) || interruptions === maxInterruptions) throw error;
    }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const stateOf = (breaker: Breaker): BreakerState =>
  breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
