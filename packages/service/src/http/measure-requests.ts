/** Counts the requests of a service and their duration, by the id of the route, which `nameRoute` sets. */
import { meter } from '@mambogo/metrics/meter.ts';
import type { RequestHandler, Response } from 'express';

export interface NamedRoute {
  readonly id: string;
  /** The duration of a stream is up to the client. */
  readonly stream?: boolean;
}

/** A handler to mount before those of a route. */
export const nameRoute =
  ({ id, stream = false }: NamedRoute): RequestHandler =>
  (_request, response, next) => {
    response.locals.route = { id, stream } satisfies NamedRoute;
    next();
  };

export const measureRequests: RequestHandler = (_request, response, next) => {
  const began = performance.now();
  response.once('close', () => {
    const { id: route, stream } = routeOf(response);
    meter.count('mambogo_http_requests_total', { route, outcome: outcomeOf(response) });
    if (!stream) meter.observe('mambogo_http_request_seconds', { route }, (performance.now() - began) / 1_000);
  });
  next();
};

const noRoute: NamedRoute = { id: 'none' };
const routeOf = ({ locals }: Response): NamedRoute => (locals.route as NamedRoute | undefined) ?? noRoute;

function outcomeOf({ statusCode, writableFinished }: Response): string {
  if (statusCode >= 500) return 'failed';
  if (statusCode >= 400) return 'rejected';
  return writableFinished ? 'success' : 'aborted';
}
