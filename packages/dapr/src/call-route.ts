/** Calls a route of another service through the sidecar, typed by the route, and validates the response against its schema. */
import type { CallInput, CallOutput, InputArgument } from '@mambogo/contracts/client/endpoint.ts';
import { type AnyInput, buildRequest } from '@mambogo/contracts/client/request.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import type { Sidecar } from './sidecar.ts';

/** The peer's response was not 2xx, or there was none (status 503). `body` is its text, usually problem+json. */
export class PeerError extends Error {
  readonly service: string;
  readonly status: number;
  readonly body: string;

  constructor(service: string, status: number, body: string, options?: ErrorOptions) {
    super(`${service} responded with ${status}`, options);
    this.name = 'PeerError';
    this.service = service;
    this.status = status;
    this.body = body;
  }
}

export interface PeerCallOptions {
  /** The caller's access token, which is passed on. */
  readonly token?: string;
  /** Milliseconds; default: that of background work (contracts/deadlines.ts). */
  readonly timeout?: number;
  /** Ends the call with all its attempts. */
  readonly signal?: AbortSignal;
}

/** @throws PeerError */
export function callRoute<R extends InternalRoute>(
  sidecar: Pick<Sidecar, 'invoke'>,
  service: string,
  route: R,
  ...[input]: InputArgument<CallInput<R> & PeerCallOptions>
): Promise<CallOutput<R>>;
export async function callRoute(
  sidecar: Pick<Sidecar, 'invoke'>,
  service: string,
  route: InternalRoute,
  input: AnyInput & PeerCallOptions = {},
): Promise<unknown> {
  const { headers, ...request } = buildRequest(route, input);
  const { token, timeout, signal } = input;
  const response = await sidecar
    .invoke(service, {
      ...request,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      timeout,
      signal,
      idempotent: route.readOnly,
    })
    .catch((cause: unknown) => {
      throw new PeerError(service, 503, '', { cause: cause });
    });
  const text = await response.body.text();
  if (response.statusCode >= 300) throw new PeerError(service, response.statusCode, text);
  return responseSchema(route)?.parse(JSON.parse(text));
}

/** The schema of the route's only successful response; undefined if that has no body. */
const responseSchema = ({ responses }: InternalRoute) => Object.values(responses)[0];
