/**
 * The one connection to the API server: address and credentials come from @kubernetes/client-node's KubeConfig (kubeconfig,
 * in-cluster token, exec plugins), requests go through one undici Agent. The client's own classes would open a TLS connection
 * per call and drop fields they do not know.
 *
 * Requests rejected with Retry-After (429 or 5xx: the server did nothing) are retried after that delay, not before.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { Agent, type Dispatcher, request } from 'undici';
import { type ApiError, toApiError } from './api-error.ts';

export interface KubeRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

export interface Connection {
  /** The response's JSON; throws ApiError. */
  send(request: KubeRequest): Promise<unknown>;
  /** The response line by line, for watches. Ends when the server or the signal ends it. */
  streamLines(request: KubeRequest): AsyncIterable<string>;
  /** Aborts all requests in flight, as if the server had closed the connection; later requests are not affected. */
  abortInFlight(): Promise<void>;
  close(): Promise<void>;
}

/** The kubelet rotates tokens on disk about hourly. */
const credentialsTtlMs = 60_000;
const responseTimeoutMs = 30_000;
/** Attempts at a request that the server delays before the error is thrown. */
const maxAttempts = 5;
/** Seconds: longer delays are not waited for. */
const maxRetryAfterSeconds = 30;

export function createConnection(config: KubeConfig): Connection {
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new Error('no API server is configured: neither a kubeconfig nor a service account was found');
  let current: ApiSession | undefined;
  let inFlight = new AbortController();

  async function credentials(): Promise<ApiSession> {
    if (current && Date.now() < current.validUntil) return current;
    const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] & { headers?: Record<string, string> } = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key, rejectUnauthorized, servername, auth, headers = {} } = options as Credentials;
    const connect = { ca, cert, key, rejectUnauthorized, servername };
    const tls = JSON.stringify([ca, cert, key].map(String));
    const agent =
      current?.tls === tls ? current.agent : new Agent({ connect, keepAliveTimeout: 60_000, connections: 64 });
    if (current && current.agent !== agent) void current.agent.close();
    const basicAuth: Record<string, string> = auth
      ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }
      : {};
    current = { agent, tls, headers: { ...basicAuth, ...headers }, validUntil: Date.now() + credentialsTtlMs };
    return current;
  }

  async function sendWithRetry(kubeRequest: KubeRequest, bodyTimeout: number) {
    const signal = kubeRequest.signal ? AbortSignal.any([kubeRequest.signal, inFlight.signal]) : inFlight.signal;
    for (let attempt = 1; ; attempt += 1) {
      const response = await sendOnce(kubeRequest, bodyTimeout);
      if (!(response instanceof Error)) return response;
      const { status, retryAfter = Number.POSITIVE_INFINITY } = response;
      const isRetryable =
        (status === 429 || status >= 500) && retryAfter <= maxRetryAfterSeconds && attempt < maxAttempts;
      if (!isRetryable) throw response;
      // Jitter: not all requests at the same moment.
      await pause(retryAfter * 1_000 + Math.random() * 250, undefined, { signal });
    }
  }

  async function sendOnce(
    { method, path, query = {}, body, contentType, signal }: KubeRequest,
    bodyTimeout: number,
  ): Promise<Dispatcher.ResponseData['body'] | ApiError> {
    const { agent, headers } = await credentials();
    const url = new URL(path, server);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const response = await request(url, {
      dispatcher: agent,
      method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      headersTimeout: responseTimeoutMs,
      bodyTimeout,
    });
    if (response.statusCode < 400) return response.body;
    if (response.statusCode === 401) current = current && { ...current, validUntil: 0 };
    const retryAfter = response.headers['retry-after'];
    const text = await response.body.text();
    return toApiError(
      response.statusCode,
      text,
      `${method} ${path}`,
      Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
    );
  }

  return {
    async send(kubeRequest) {
      return (await sendWithRetry(kubeRequest, responseTimeoutMs)).json();
    },
    async *streamLines(kubeRequest) {
      // Bookmarks arrive about once a minute; longer silence means that the connection is dead.
      const body = await sendWithRetry(kubeRequest, 120_000);
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of body) {
        const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
        rest = parts.pop() ?? '';
        yield* parts;
      }
    },
    async abortInFlight() {
      const { agent } = current ?? {};
      current = undefined;
      inFlight.abort(new Error('the connection to the API server was aborted'));
      inFlight = new AbortController();
      await agent?.destroy();
    },
    async close() {
      inFlight.abort(new Error('the connection to the API server is closed'));
      await current?.agent.destroy();
    },
  };
}

interface ApiSession {
  readonly agent: Agent;
  readonly tls: string;
  readonly headers: Record<string, string>;
  readonly validUntil: number;
}

interface Credentials {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
  readonly auth?: string;
  readonly headers?: Record<string, string>;
}
