/**
 * The one connection to the API server: where it is and who we are comes from @kubernetes/client-node's KubeConfig
 * (kubeconfig, in-cluster token, exec plugins), requests go through one undici Agent. The client's own classes would open
 * a TLS connection per call and drop fields they do not know.
 *
 * A server that says when to come again (429, or 5xx, with Retry-After: it did nothing) is asked again then, not before.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { Agent, type Dispatcher, request } from 'undici';
import { type ApiError, apiErrorOf } from './api-error.ts';

export interface KubeRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

export interface Connection {
  /** The answer's JSON; throws ApiError. */
  send(request: KubeRequest): Promise<unknown>;
  /** The answer line by line, for watches. Ends when the server or the signal ends it. */
  lines(request: KubeRequest): AsyncIterable<string>;
  /** Ends whatever is under way, as if the server had hung up; what is asked afterwards is asked anew. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

/** Tokens on disk are renewed by the kubelet about hourly. */
const credentialsFor = 60_000;
const answersWithin = 30_000;
/** Times a request is put off by the server before that is said to whoever asked. */
const patience = 5;
/** Seconds: what a server asks for beyond that is not waited for here. */
const longestWait = 30;

export function createConnection(config: KubeConfig): Connection {
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new Error('no API server is named by the kubeconfig or the pod');
  let current: Login | undefined;
  let line = new AbortController();

  async function credentials(): Promise<Login> {
    if (current && Date.now() < current.until) return current;
    const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] & { headers?: Record<string, string> } = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key, rejectUnauthorized, servername, auth, headers = {} } = options as Credentials;
    const connect = { ca, cert, key, rejectUnauthorized, servername };
    const tls = JSON.stringify([ca, cert, key].map(String));
    const agent =
      current?.tls === tls ? current.agent : new Agent({ connect, keepAliveTimeout: 60_000, connections: 64 });
    if (current && current.agent !== agent) void current.agent.close();
    const basic: Record<string, string> = auth
      ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }
      : {};
    current = { agent, tls, headers: { ...basic, ...headers }, until: Date.now() + credentialsFor };
    return current;
  }

  async function open(one: KubeRequest, bodyTimeout: number) {
    const signal = one.signal ? AbortSignal.any([one.signal, line.signal]) : line.signal;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(one, bodyTimeout);
      if (!(answer instanceof Error)) return answer;
      const { status, retryAfter = Number.POSITIVE_INFINITY } = answer;
      const later = (status === 429 || status >= 500) && retryAfter <= longestWait && attempt < patience;
      if (!later) throw answer;
      // Not all of them at the same moment.
      await pause(retryAfter * 1_000 + Math.random() * 250, undefined, { signal });
    }
  }

  async function ask(
    { method, path, query = {}, body, contentType, signal }: KubeRequest,
    bodyTimeout: number,
  ): Promise<Dispatcher.ResponseData['body'] | ApiError> {
    const { agent, headers } = await credentials();
    const url = new URL(path, server);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const answer = await request(url, {
      dispatcher: agent,
      method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      headersTimeout: answersWithin,
      bodyTimeout,
    });
    if (answer.statusCode < 400) return answer.body;
    if (answer.statusCode === 401) current = current && { ...current, until: 0 };
    const retryAfter = answer.headers['retry-after'];
    const text = await answer.body.text();
    return apiErrorOf(
      answer.statusCode,
      text,
      `${method} ${path}`,
      Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
    );
  }

  return {
    async send(one) {
      return (await open(one, answersWithin)).json();
    },
    async *lines(one) {
      // Bookmarks come about once a minute; silence for longer means that the other side is gone.
      const body = await open(one, 120_000);
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of body) {
        const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
        rest = parts.pop() ?? '';
        yield* parts;
      }
    },
    async hangUp() {
      const { agent } = current ?? {};
      current = undefined;
      line.abort(new Error('the connection to the API server was given up'));
      line = new AbortController();
      await agent?.destroy();
    },
    async close() {
      line.abort(new Error('the connection to the API server is closed'));
      await current?.agent.destroy();
    },
  };
}

interface Login {
  readonly agent: Agent;
  readonly tls: string;
  readonly headers: Record<string, string>;
  readonly until: number;
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
