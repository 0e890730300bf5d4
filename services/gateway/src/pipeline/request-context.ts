/** What is known of a request on its way through the edge, each part from the step that finds it out. */
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import type { Request } from 'express';
import type { LimitStatus } from '../limits/limiter.ts';
import type { Target } from './route-table.ts';

export interface RequestContext {
  /** Address of the client, by whoever may be trusted to know it. */
  client: string;
  target?: Target;
  /** The body, whole, where the route takes one and one came. */
  body?: Buffer;
  /** Whose token came along, once it was found good. */
  caller?: Caller;
  /** Has been counted against the limit of its address. */
  counted: boolean;
  /** What is left of the limits it was counted against, the narrowest first. */
  limitStatuses: readonly LimitStatus[];
}

const requestContexts = new WeakMap<Request, RequestContext>();

export function beginRequestContext(request: Request, client: string): void {
  requestContexts.set(request, { client, counted: false, limitStatuses: [] });
}

export function requestContextOf(request: Request): RequestContext {
  const requestContext = requestContexts.get(request);
  if (!requestContext) throw new Error('the request did not come in by the first step');
  return requestContext;
}

/** Where it leads; asked only after it was looked up. */
export function targetOf(request: Request): Target {
  const { target } = requestContextOf(request);
  if (!target) throw new Error('the request was not looked up');
  return target;
}
