/**
 * The API client. A problem+json response becomes an ApiError, a missing response a NetworkError; a rejected token is
 * renewed once and the request retried. Dependencies are injected, so it runs without a browser.
 */
import type { Address, CallInput, CallOutput, Endpoint, InputArgument } from '@mambogo/contracts/client/endpoint.ts';
import { type AnyInput, buildRequest, type ClientRequest } from '@mambogo/contracts/client/request.ts';
import type { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { ApiError, NetworkError } from './api-error.ts';

export interface Tokens {
  /** A valid token; undefined if nobody is logged in. */
  current(): Promise<string | undefined>;
  /** A new token to replace a rejected one; undefined if the session has ended. */
  renewed(refused: string): Promise<string | undefined>;
}

type DoFetch = (path: string, init: RequestInit) => Promise<Response>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Public: sent without a token, so that caches can store the response. */
  readonly isPublic?: boolean;
}

type ClientInput<E> = InputArgument<CallInput<E> & CallOptions>;

export interface Client {
  /** The response body; undefined if it is empty. Not validated: the services guarantee the shapes of the contracts. */
  call<E extends Endpoint>(endpoint: E, ...input: ClientInput<E>): Promise<CallOutput<E>>;
  /** The response itself; rejects unless it is successful. */
  open<E extends Endpoint>(endpoint: E, ...input: ClientInput<E>): Promise<Response>;
}

export function createClient(tokens: Tokens, doFetch: DoFetch = (path, init) => fetch(path, init)): Client {
  async function open(endpoint: Address, input: AnyInput & CallOptions = {}): Promise<Response> {
    const request = buildRequest(endpoint, input);
    const token = input.isPublic ? undefined : await tokens.current();
    const response = await send(doFetch, request, input, token);
    if (response.ok) return response;
    if (response.status === 401 && token) {
      const error = await toError(response);
      // Another token of the same session would be just as old.
      if (error.is('step-up-required')) throw error;
      const fresh = await tokens.renewed(token);
      if (fresh) {
        const second = await send(doFetch, request, input, fresh);
        if (second.ok) return second;
        throw await toError(second);
      }
      throw error;
    }
    throw await toError(response);
  }
  return {
    open: (endpoint, ...[input]) => open(endpoint, input),
    async call(endpoint, ...[input]) {
      const text = await readBody(await open(endpoint, input));
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}

async function send(
  doFetch: DoFetch,
  { method, path, headers, body }: ClientRequest,
  options: CallOptions,
  token: string | undefined,
): Promise<Response> {
  try {
    return await doFetch(path, {
      method,
      signal: options.signal,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
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
