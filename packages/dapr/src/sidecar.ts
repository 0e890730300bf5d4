/**
 * The service's own daprd over its HTTP API: invoke, bulk publish, readiness. Every upstream has a connection pool of its
 * own, so that one that is slow, or a client that occupies it, takes no connection from calls to the others.
 * The @dapr/dapr client serves state, configuration and secrets (state.ts); here it would hide failed entries of a bulk
 * publish and is several times slower (docs/dependencies.md).
 */

import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { type Dispatcher, Pool } from 'undici';
import { retryIdempotent } from './retry-idempotent.ts';

export interface SidecarSettings {
  readonly httpPort: number;
  readonly apiToken: string;
  /** Service name -> app id; calls to any other service throw. */
  readonly peers: Readonly<Record<string, string>>;
}

export interface Invocation {
  readonly method: string;
  /** Path and query as the peer sees them, beginning with `/`. */
  readonly path: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Dispatcher.RequestOptions['body'];
  readonly signal?: AbortSignal;
  /** Milliseconds until the answer's headers; 0 = for ever. Default: that of background work (contracts/deadlines.ts). */
  readonly timeout?: number;
  /** A write with an Idempotency-Key, which the service does once however often it arrives: repeated as reads are. */
  readonly idempotent?: boolean;
  /** A read that took that long is repeated too. Default: only one that found nobody is. */
  readonly repeatTimedOut?: boolean;
  /** Whether the peer has answered anybody in the last seconds: then one that found nobody is repeated for longer. */
  readonly isAnswering?: () => boolean;
  /** Milliseconds between two pieces of the answer's body; 0 = for ever. Default = timeout. */
  readonly bodyTimeout?: number;
  /** The answer has no end of its own: it gets a connection beside the pool and may pause as long as it likes. */
  readonly stream?: boolean;
}

export interface BulkEntry {
  readonly entryId: string;
  readonly event: unknown;
  readonly contentType: 'application/cloudevents+json';
  readonly metadata: { readonly partitionKey: string };
}

export interface Sidecar {
  /** Reads (GET, HEAD) and idempotent writes that found nobody are repeated; reads that timed out, where asked for. */
  invoke(service: string, invocation: Invocation): Promise<Dispatcher.ResponseData>;
  /** Publishes entries; answers the ids of those that were NOT published. Throws when nothing is known of any of them. */
  publishBulk(pubsub: string, topic: string, entries: readonly BulkEntry[], timeout: number): Promise<Set<string>>;
  /** Whether it can reach out now. */
  isReady(): Promise<boolean>;
  /** Resolves once the sidecar can reach out (its own readiness without its app). */
  waitUntilReady(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Connections of one pool at most; opened as they are needed. */
const poolSize = 128;

export function createSidecar(settings: SidecarSettings): Sidecar {
  const createPool = () =>
    new Pool(`http://127.0.0.1:${settings.httpPort}`, { connections: poolSize, keepAliveTimeout: 30_000 });
  // For what is asked of the sidecar itself.
  const pool = createPool();
  const upstreamPools = new Map<string, Pool>();
  const poolOf = (appId: string): Pool => {
    const known = upstreamPools.get(appId);
    if (known) return known;
    const created = createPool();
    upstreamPools.set(appId, created);
    return created;
  };
  // Streams hold their connection for as long as somebody listens; in a pool they would keep everybody else waiting.
  const streams = new Pool(`http://127.0.0.1:${settings.httpPort}`, { connections: null });
  const token = { 'dapr-api-token': settings.apiToken };
  const isReady = async () => {
    const response = await pool
      .request({ method: 'GET', path: '/v1.0/healthz/outbound', headers: token, headersTimeout: 1_000 })
      .catch(() => undefined);
    await response?.body.dump();
    return response !== undefined && response.statusCode < 300;
  };

  return {
    async invoke(
      service,
      {
        method,
        path,
        headers,
        body,
        signal,
        stream,
        timeout = defaultTimeout(method),
        idempotent,
        repeatTimedOut,
        isAnswering,
        bodyTimeout = timeout,
      },
    ) {
      const appId = settings.peers[service];
      if (!appId) throw new Error(`this service may not call ${service}: it is not among its peers`);
      const call = () =>
        (stream ? streams : poolOf(appId)).request({
          method: method as Dispatcher.HttpMethod,
          path: `/v1.0/invoke/${appId}/method${path}`,
          headers: { ...headers, ...token },
          body,
          signal,
          headersTimeout: timeout,
          bodyTimeout: stream ? 0 : bodyTimeout,
        });
      return retryIdempotent({ method, idempotent, repeatTimedOut, isAnswering }, call);
    },

    async publishBulk(pubsub, topic, entries, timeout) {
      const response = await pool.request({
        method: 'POST',
        path: `/v1.0-alpha1/publish/bulk/${pubsub}/${topic}`,
        headers: { ...token, 'content-type': 'application/json' },
        body: JSON.stringify(entries),
        headersTimeout: timeout,
        bodyTimeout: timeout,
      });
      const text = await response.body.text();
      if (response.statusCode === 204) return new Set();
      const failed = failedEntries(text);
      if (response.statusCode === 500 && failed.size > 0) return failed;
      throw new Error(`bulk publish to ${topic} answered ${response.statusCode}: ${text.slice(0, 200)}`);
    },

    isReady,

    async waitUntilReady(signal) {
      for (;;) {
        signal?.throwIfAborted();
        if (await isReady()) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },

    async close() {
      await Promise.all([pool, streams, ...upstreamPools.values()].map((one) => one.destroy()));
    },
  };
}

const defaultTimeout = (method: string): number =>
  isSafeMethod(method) ? deadlines.background.read : deadlines.background.write;

function failedEntries(text: string): Set<string> {
  try {
    const { failedEntries } = JSON.parse(text) as { failedEntries?: { entryId?: string }[] };
    return new Set((failedEntries ?? []).flatMap((entry) => entry.entryId ?? []));
  } catch {
    return new Set();
  }
}
