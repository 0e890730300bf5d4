/**
 * The services behind, each with a bulkhead and a breaker of its own. Breaker: closed (calls pass) -> open when, of at least
 * ten calls in ten seconds, half failed (calls fail at once) -> half-open after a while (one call tries) -> closed, or open
 * again. Only failures of the upstream count (peer-failure.ts), and its time-outs only while it does not answer others either:
 * a client whose requests are slow must not close the upstream for everybody.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import type { Invocation, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { Problem } from '@mambogo/service/problem.ts';
import CircuitBreaker from 'opossum';
import { errors } from 'undici';
import { type BulkheadSettings, createBulkhead } from './bulkhead.ts';
import { judge, PeerFailure } from './peer-failure.ts';
import { AnswerBrokeOff, readAnswer, type UpstreamAnswer } from './read-answer.ts';
import { createRecentAnswers } from './recent-answers.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface PeerCall extends Invocation {
  /** Who is charged for it: a client address (IPv6: its /64). */
  readonly client: string;
  /** Whether so many more bytes of the answer may be kept; what may not passes as it comes, and as fast as it is read. */
  readonly reserve: (bytes: number) => boolean;
}

export interface Peers {
  /**
   * Rejects with PeerFailure when the peer fails or its breaker is open, with the problem `concurrency-limited` when the client
   * has too many calls under way, and with a problem when a sidecar refused what the client sent.
   */
  call(peer: string, call: PeerCall): Promise<UpstreamAnswer>;
  /** Of the peers called so far. */
  states(): Readonly<Record<string, BreakerState>>;
  /** Calls under way and waiting, by peer. */
  load(): Readonly<Record<string, { readonly active: number; readonly waiting: number }>>;
  close(): void;
}

export interface PeersSettings {
  /** Milliseconds until an answer must have begun: to GET and HEAD, which are then tried once more, and to anything else. */
  readonly readTimeout: number;
  readonly writeTimeout: number;
  /** Milliseconds an open breaker stays open. */
  readonly resetAfter: number;
  readonly bulkhead: BulkheadSettings;
  readonly onChange: (peer: string, state: BreakerState) => void;
}

export function createPeers(sidecar: Sidecar, settings: PeersSettings): Peers {
  const peers = new Map<string, Peer>();
  const peerOf = (name: string): Peer => {
    const known = peers.get(name);
    if (known) return known;
    const created = createPeer(sidecar, name, settings);
    peers.set(name, created);
    return created;
  };
  const each = <T>(value: (peer: Peer) => T): Record<string, T> =>
    Object.fromEntries([...peers].map(([name, peer]) => [name, value(peer)]));
  return {
    call: (name, call) => peerOf(name).call(call),
    states: () => each(({ breaker }) => stateOf(breaker)),
    load: () => each(({ load }) => load()),
    close() {
      for (const { breaker } of peers.values()) breaker.shutdown();
    },
  };
}

type Breaker = CircuitBreaker<[PeerCall, () => void], UpstreamAnswer>;

interface Peer {
  readonly breaker: Breaker;
  call(call: PeerCall): Promise<UpstreamAnswer>;
  load(): { readonly active: number; readonly waiting: number };
}

function createPeer(sidecar: Sidecar, name: string, settings: PeersSettings): Peer {
  const { readTimeout, writeTimeout, resetAfter, bulkhead: limits, onChange } = settings;
  const bulkhead = createBulkhead(limits);
  const answered = createRecentAnswers();

  async function invoke(call: PeerCall, release: () => void): Promise<UpstreamAnswer> {
    const { client, reserve, ...invocation } = call;
    const { method, signal, stream } = invocation;
    const timeout = isSafeMethod(method) ? readTimeout : writeTimeout;
    let passing = false;
    try {
      const ask = () =>
        sidecar.invoke(name, { timeout, repeatTimedOut: true, isAnswering: answered.toAnybody, ...invocation });
      const read = async () => readAnswer(await ask(), reserve);
      const answer = stream ? await ask() : await readAgain(method, read);
      if (!stream && !Buffer.isBuffer(answer.body)) {
        passing = true;
        answer.body.once('close', release);
      }
      const judged = judge(name, answer);
      answered.record(client);
      return judged;
    } catch (cause) {
      if (cause instanceof Problem || cause instanceof PeerFailure || signal?.aborted) throw cause;
      // undici sends no header or path that HTTP does not allow.
      if (cause instanceof errors.InvalidArgumentError)
        throw new Problem('validation', 'the request has a character that is not taken', {}, { cause });
      const countsAgainstUpstream = !(isTimeout(cause) && answered.toOthersThan(client));
      throw new PeerFailure(name, 'no answer', { cause, countsAgainstUpstream });
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
    errorFilter: (error: unknown) => !(error instanceof PeerFailure && error.countsAgainstUpstream),
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

const breakerOpen = (name: string) => new PeerFailure(name, 'its breaker is open');

/** Times an answer to a read may break off: an instance that is killed does so in the middle of an answer, too. */
const brokenReads = 2;

/** Nothing of what broke off has reached the client. */
async function readAgain(method: string, read: () => Promise<UpstreamAnswer>): Promise<UpstreamAnswer> {
  const mayRepeat = isSafeMethod(method);
  for (let broken = 0; ; broken += 1)
    try {
      return await read();
    } catch (error) {
      if (!mayRepeat || !(error instanceof AnswerBrokeOff) || broken === brokenReads) throw error;
    }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;

const stateOf = (breaker: Breaker): BreakerState =>
  breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
