/**
 * Client of the service's own daprd over its HTTP API: invoke, bulk publish, readiness. Every upstream has its own connection
 * pool, so that a slow one, or a client that occupies it, takes no connections from calls to others.
 * The @dapr/dapr client is used only for state that is rarely used (state-over-client.ts): here it would hide failed entries of a bulk publish, and it is
 * several times slower (docs/dependencies.md).
 */
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { type Dispatcher, Pool } from 'undici';
import { isSidecarError, retryIdempotent } from './retry-idempotent.ts';
import { type TraceCall, untraced } from './trace-call.ts';

export interface SidecarSettings {
  readonly httpPort: number;
  readonly apiToken: string;
  /** Service name -> app id; calls to any other service throw. */
  readonly peers: Readonly<Record<string, string>>;
  /** Runs each call to a peer in a span; default: without. */
  readonly traceCall?: TraceCall;
}

export interface Invocation {
  readonly method: string;
  /** Path and query as the peer sees them, beginning with `/`. */
  readonly path: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Dispatcher.RequestOptions['body'];
  readonly signal?: AbortSignal;
  /** Time-out for the response headers, in milliseconds; 0 = none. Default: that of background work (contracts/deadlines.ts). */
  readonly timeout?: number;
  /** A POST that has one effect however often it arrives, or none: retried like a read. */
  readonly idempotent?: boolean;
  /** Also retry a read that timed out. Default: only reads that did not reach an instance. */
  readonly repeatTimedOut?: boolean;
  /** Whether another instance works: then calls that reach no instance are retried longer. Default: the peer responded in the last 3 s. */
  readonly isAnswering?: () => boolean;
  /** Maximum milliseconds between two chunks of the response body; 0 = no limit. Default = timeout. */
  readonly bodyTimeout?: number;
  /** The response is an endless stream: it gets a connection outside the pool and no body time-out. */
  readonly stream?: boolean;
}

export interface BulkEntry {
  readonly entryId: string;
  readonly event: unknown;
  readonly contentType: 'application/cloudevents+json';
  readonly metadata: { readonly partitionKey: string };
}

export interface Sidecar {
  /** Retries reads (GET, HEAD) and idempotent writes that did not reach an instance; timed-out reads only if requested. */
  invoke(service: string, invocation: Invocation): Promise<Dispatcher.ResponseData>;
  /** Publishes entries; returns the ids of those that were NOT published. Throws if the outcome of all is unknown. */
  publishBulk(pubsub: string, topic: string, entries: readonly BulkEntry[], timeout: number): Promise<Set<string>>;
  /** Whether the sidecar can make outbound calls now. */
  isReady(): Promise<boolean>;
  /** Resolves once the sidecar can make outbound calls (its readiness without its app's). */
  waitUntilReady(signal?: AbortSignal): Promise<void>;
  /** Calls in progress and waiting for a connection, by app id; `sidecar`: to the sidecar's own APIs. */
  calls(): ReadonlyMap<string, { readonly running: number; readonly queued: number }>;
  close(): Promise<void>;
}

/** Maximum connections of one pool; opened on demand. */
const poolSize = 128;
/** How long a response proves that the peer works, in milliseconds. */
const recentMs = 3_000;

export function createSidecar(settings: SidecarSettings): Sidecar {
  const createPool = () =>
    new Pool(`http://127.0.0.1:${settings.httpPort}`, { connections: poolSize, keepAliveTimeout: 30_000 });
  // For requests to the sidecar itself.
  const pool = createPool();
  const upstreamPools = new Map<string, Pool>();
  const poolOf = (appId: string): Pool => {
    const known = upstreamPools.get(appId);
    if (known) return known;
    const created = createPool();
    upstreamPools.set(appId, created);
    return created;
  };
  /** When a peer last responded, by its name. */
  const respondedAt = new Map<string, number>();
  // Streams keep their connection while a client listens; in a pool they would block other calls.
  const streams = new Pool(`http://127.0.0.1:${settings.httpPort}`, { connections: null });
  const respondedRecently = (service: string): boolean =>
    performance.now() - (respondedAt.get(service) ?? Number.NEGATIVE_INFINITY) < recentMs;
  const token = { 'dapr-api-token': settings.apiToken };
  const { traceCall = untraced } = settings;
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
        isAnswering = () => respondedRecently(service),
        bodyTimeout = timeout,
      },
    ) {
      const appId = settings.peers[service];
      if (!appId) throw new Error(`cannot call ${service}: it is not in PEERS of this service`);
      const call = (trace: { readonly traceparent?: string }) =>
        (stream ? streams : poolOf(appId)).request({
          method: method as Dispatcher.HttpMethod,
          path: `/v1.0/invoke/${appId}/method${path}`,
          headers: { ...headers, ...trace, ...token },
          body,
          signal,
          headersTimeout: timeout,
          bodyTimeout: stream ? 0 : bodyTimeout,
        });
      const response = await retryIdempotent({ method, idempotent, repeatTimedOut, isAnswering }, () =>
        traceCall(`${method} ${service}`, { 'http.request.method': method, 'server.address': appId }, call),
      );
      if (!isSidecarError(response)) respondedAt.set(service, performance.now());
      return response;
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
      throw new Error(`bulk publish to ${topic} failed with ${response.statusCode}: ${text.slice(0, 200)}`);
    },

    isReady,

    async waitUntilReady(signal) {
      for (;;) {
        signal?.throwIfAborted();
        if (await isReady()) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },

    calls: () =>
      new Map([['sidecar', pool.stats] as const, ...[...upstreamPools].map(([id, own]) => [id, own.stats] as const)]),

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
