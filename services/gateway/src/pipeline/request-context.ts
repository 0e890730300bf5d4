/** State of a request in the pipeline; each field is set by the step that determines it. */
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import type { Request } from 'express';
import type { LimitStatus } from '../limits/limiter.ts';
import type { Target } from './route-table.ts';

export interface RequestContext {
  /** IP address of the client; X-Forwarded-For is used only from trusted proxies. */
  client: string;
  target?: Target;
  /** The whole body, if the route accepts one and one was sent. */
  body?: Buffer;
  /** The caller, if the request has a valid token. */
  caller?: Caller;
  /** Already counted against the limit of its address. */
  counted: boolean;
  /** States of the limits it was counted against, the narrowest first. */
  limitStatuses: readonly LimitStatus[];
}

const requestContexts = new WeakMap<Request, RequestContext>();

export function beginRequestContext(request: Request, client: string): void {
  requestContexts.set(request, { client, counted: false, limitStatuses: [] });
}

export function requestContextOf(request: Request): RequestContext {
  const requestContext = requestContexts.get(request);
  if (!requestContext) throw new Error('the request has no context: resolveClientIp must run first');
  return requestContext;
}

/** The request's target; only after findTarget. */
export function targetOf(request: Request): Target {
  const { target } = requestContextOf(request);
  if (!target) throw new Error('the request has no target: findTarget must run first');
  return target;
}

/** For logs, metrics and traces: the target's id, also of a request that was rejected before it had one. */
export const targetIdOf = (request: Request): string => requestContexts.get(request)?.target?.id ?? 'none';
