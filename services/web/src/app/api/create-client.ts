/**
 * The one way to the API: problem+json becomes ApiError, silence NetworkError, and a token that is no good any more is
 * renewed once and the call made again. Parts come from outside, so it runs without a browser.
 */
import type { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { ApiError, NetworkError } from './api-error.ts';

export interface Tokens {
  /** A token that is good now; undefined: nobody is logged in. */
  current(): Promise<string | undefined>;
  /** Another one, because this was refused; undefined: the session is over. */
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
  /** The same for everybody: sent without a token, so that it can be kept on the way. */
  readonly isPublic?: boolean;
}

export interface Client {
  /** The answer's body; undefined when it has none. */
  call<T>(path: string, call?: Call): Promise<T>;
  /** The answer itself, once it is a good one. */
  open(path: string, call?: Call): Promise<Response>;
}

export function createClient(tokens: Tokens, doFetch: typeof fetch = (input, init) => fetch(input, init)): Client {
  async function open(path: string, call: Call = {}): Promise<Response> {
    const token = call.isPublic ? undefined : await tokens.current();
    const response = await send(doFetch, path, call, token);
    if (response.ok) return response;
    if (response.status === 401 && token) {
      const error = await toError(response);
      // Another token of the same log-in is as old.
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
      // The boundary: answers are the shapes of packages/contracts, which the services hold themselves to.
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
    throw new NetworkError('the shop did not answer', { cause: error });
  }
}

async function readBody(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new NetworkError('the answer broke off', { cause: error });
  }
}

/** Whatever came: something between here and the shop may answer in its own words. */
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
