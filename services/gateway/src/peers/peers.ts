/**
 * The services behind, each with a breaker of its own: closed (calls pass) -> open when, of at least ten calls in ten
 * seconds, half failed (calls fail at once) -> half-open after a while (one call tries) -> closed, or open again.
 */
import type { Invocation, Sidecar } from '@mambogo/dapr/sidecar.ts';
import { Problem } from '@mambogo/service/problem.ts';
import CircuitBreaker from 'opossum';
import type { Dispatcher } from 'undici';
import { judge, PeerFailure } from './peer-failure.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Peers {
  /** Rejects with PeerFailure when the peer fails or its breaker is open. */
  call(peer: string, invocation: Invocation): Promise<Dispatcher.ResponseData>;
  /** Of the peers called so far. */
  states(): Readonly<Record<string, BreakerState>>;
  close(): void;
}

export interface PeersSettings {
  /** Milliseconds until an answer must have begun: to GET and HEAD, which are then tried once more, and to anything else. */
  readonly readTimeout: number;
  readonly writeTimeout: number;
  /** Milliseconds an open breaker stays open. */
  readonly resetAfter: number;
  readonly onChange: (peer: string, state: BreakerState) => void;
}

type Breaker = CircuitBreaker<[Invocation], Dispatcher.ResponseData>;

export function createPeers(sidecar: Sidecar, settings: PeersSettings): Peers {
  const breakers = new Map<string, Breaker>();
  const breakerOf = (peer: string): Breaker => {
    const known = breakers.get(peer);
    if (known) return known;
    const fresh = createBreaker(sidecar, peer, settings);
    breakers.set(peer, fresh);
    return fresh;
  };
  return {
    call: (peer, invocation) =>
      breakerOf(peer)
        .fire(invocation)
        .catch((error: unknown) => {
          if (error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER')
            throw new PeerFailure(peer, 'its breaker is open');
          throw error;
        }),
    states: () => Object.fromEntries([...breakers].map(([peer, breaker]) => [peer, stateOf(breaker)])),
    close() {
      for (const breaker of breakers.values()) breaker.shutdown();
    },
  };
}

function createBreaker(sidecar: Sidecar, peer: string, settings: PeersSettings): Breaker {
  const { readTimeout, writeTimeout, resetAfter, onChange } = settings;
  const call = async (invocation: Invocation) => {
    const { method } = invocation;
    const timeout = method === 'GET' || method === 'HEAD' ? readTimeout : writeTimeout;
    const answer = await sidecar
      .invoke(peer, { timeout, repeatTimedOut: true, ...invocation })
      .catch((cause: unknown) => {
        if (cause instanceof Problem || invocation.signal?.aborted) throw cause;
        throw new PeerFailure(peer, 'no answer', { cause });
      });
    return judge(peer, answer);
  };
  const breaker: Breaker = new CircuitBreaker(call, {
    name: peer,
    timeout: false,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    rollingCountTimeout: 10_000,
    resetTimeout: resetAfter,
    enableSnapshots: false,
    // Clients that leave or send too much say nothing about the peer.
    errorFilter: (error: unknown) => !(error instanceof PeerFailure),
  });
  const changed = () => onChange(peer, stateOf(breaker));
  breaker.on('open', changed).on('halfOpen', changed).on('close', changed);
  return breaker;
}

const stateOf = (breaker: Breaker): BreakerState =>
  breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed';
