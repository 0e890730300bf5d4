/** Makes the HTTP request of a call: path with parameters and query, headers, body. Pure, and without schemas: it runs in browsers. */
import type { Address, CallInput, Endpoint, InputArgument, PathInput } from './endpoint.ts';

export interface ClientRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; on a route with a raw body, the text as it is. */
  readonly body?: string;
}

/** The path of a route with its parameters, encoded, and its query. */
export function pathOf<E extends Endpoint>(endpoint: E, ...[input]: InputArgument<PathInput<E>>): string {
  return buildPath(endpoint, input);
}

export function requestOf<E extends Endpoint>(endpoint: E, ...[input]: InputArgument<CallInput<E>>): ClientRequest {
  return buildRequest(endpoint, input);
}

/** The same for clients, whose own signatures check the input. */
export function buildRequest(endpoint: Address, input: AnyInput = {}): ClientRequest {
  const { body, idempotencyKey, ifMatch } = input;
  return {
    method: endpoint.method,
    path: buildPath(endpoint, input),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

function buildPath({ path }: Address, { params = {}, query = {} }: AnyInput = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const values = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return values.length > 0 ? `${filled}?${new URLSearchParams(values)}` : filled;
}

/** The input of a call of any endpoint. */
export interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
}
