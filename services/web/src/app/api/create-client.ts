/**
 * The API client. A problem+json response becomes an ApiError, a missing response a NetworkError; a rejected token is
 * renewed once and the request retried. Dependencies are injected, so it runs without a browser.
 */
import type { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { ApiError, NetworkError } from './api-error.ts';

export interface Tokens {
  /** A valid token; undefined if nobody is logged in. */
  current(): Promise<string | undefined>;
  /** A new token to replace a rejected one; undefined if the session has ended. */
  renewed(refused: string): Promise<string | undefined>;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Public: sent without a token, so that caches can store the response. */
  readonly isPublic?: boolean;
}

export interface Client {
  /** The response body; undefined if it is empty. */
  call<T>(path: string, call?: Call): Promise<T>;
  /** The response itself; rejects unless it is successful. */
  open(path: string, call?: Call): Promise<Response>;
}

export function createClient(tokens: Tokens, doFetch: typeof fetch = (input, init) => fetch(input, init)): Client {
  async function open(path: string, call: Call = {}): Promise<Response> {
    const token = call.isPublic ? undefined : await tokens.current();
    const response = await send(doFetch, path, call, token);
    if (response.ok) return response;
    if (response.status === 401 && token) {
      const error = await toError(response);
      // Another token of the same session would be just as old.
      if (error.is('step-up-required')) throw error;
      const fresh = await tokens.renewed(token);
      if (fresh) {
        const second = await send(doFetch, path, call, fresh);
        if (second.ok) return second;
        throw await toError(second);
      }
      throw error;
    }
    throw await toError(response);
  }
  return {
    open,
    async call<T>(path: string, call?: Call): Promise<T> {
      const response = await open(path, call);
      const text = await readBody(response);
      // Not validated: the services guarantee the shapes in packages/contracts.
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
}

async function send(doFetch: typeof fetch, path: string, call: Call, token: string | undefined): Promise<Response> {
  const { method = 'GET', body, idempotencyKey, ifMatch, signal, headers } = call;
  try {
    return await doFetch(path + toQueryString(call.query), {
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch ? { 'if-match': `"${ifMatch}"` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NetworkError('the shop did not respond', { cause: error });
  }
}

async function readBody(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new NetworkError('the response was interrupted', { cause: error });
  }
}

/** A proxy between the browser and the shop may respond with something other than problem+json. */
async function toError(response: Response): Promise<ApiError> {
  const fallback: ProblemBody = { type: 'about:blank', title: `Answer ${response.status}`, status: response.status };
  const given = await response.json().catch(() => undefined);
  const isProblem = typeof given === 'object' && given !== null && 'type' in given && 'title' in given;
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(isProblem ? { ...fallback, ...given } : fallback, seconds > 0 ? seconds : undefined);
}

function toQueryString(query: Call['query'] = {}): string {
  const set = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
}
