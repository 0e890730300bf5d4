/**
 * The Express application of every service: health, trace, security headers, the sidecar's token, the service's routes, then
 * problem+json. Health needs no token, because the sidecar and the kubelet call it; its fields `trouble` and `store` are former
 * names of `degraded` and `status`, deprecated (decision 62).
 */
import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Logger } from '../telemetry/logger.ts';
import { type Span, startSpan, startTrace, withTrace } from '../telemetry/trace.ts';
import { errorMiddleware, notFoundMiddleware } from './error-middleware.ts';
import { Problem } from './problem.ts';

export interface AppSettings {
  readonly logger: Logger;
  /** The token the sidecar sends (APP_API_TOKEN); undefined = open to all (the gateway, the provider's simulator). */
  readonly appToken?: string;
  /** Security headers; default: helmet's, or none where only the sidecar calls (`appToken`): the gateway sets those of a browser. */
  readonly securityHeaders?: HelmetOptions;
  /** Rejects while the service is not ready (its store is unavailable, it is shutting down). */
  readonly checkReady: () => Promise<void>;
  /** Why the store is unavailable, for `/healthz/store`; undefined: it is available. Must not wait. */
  readonly storeError?: () => Error | undefined;
  /** What is degraded although the service is ready, as text. */
  readonly degradedReason?: () => string | undefined;
  /**
   * Traces of requests: 'continue' (default) that of the caller, or 'begin' one where requests come from outside the shop, so
   * that no client decides what is recorded.
   */
  readonly traces?: 'continue' | 'begin';
  /** Name of a request's span; default: method and path of the matched route. */
  readonly spanName?: (request: Request) => string;
  /** Mounts the service's routes. */
  readonly mount: (app: Express) => void;
}

export function createApp({
  logger,
  appToken,
  securityHeaders,
  checkReady,
  storeError,
  degradedReason,
  traces = 'continue',
  spanName = nameByRoute,
  mount,
}: AppSettings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.get('/healthz/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/healthz/ready', async (_request, response) => {
    try {
      await checkReady();
      const degraded = degradedReason?.();
      response.json({ status: 'ready', degraded, trouble: degraded });
    } catch (error) {
      logger.warn({ event: 'service.not_ready', err: error }, 'readiness check failed');
      response.status(503).json({ status: 'not ready' });
    }
  });
  app.get('/healthz/store', (_request, response) => {
    const isUnavailable = storeError?.() !== undefined;
    response
      .status(isUnavailable ? 503 : 200)
      .json({ status: isUnavailable ? 'unavailable' : 'available', store: isUnavailable ? 'away' : 'there' });
  });
  app.use(traceMiddleware(traces, spanName));
  if (securityHeaders || !appToken) app.use(helmet(securityHeaders));
  if (appToken) app.use(requireAppToken(appToken));
  mount(app);
  app.use(notFoundMiddleware);
  app.use(errorMiddleware(logger));
  return app;
}

const traceMiddleware =
  (traces: 'continue' | 'begin', spanName: (request: Request) => string): RequestHandler =>
  (request, response, next) => {
    const span = startRequestSpan(request, traces);
    if (span.trace.recorded)
      response.once('close', () => {
        const { statusCode, writableFinished } = response;
        span.end({
          name: spanName(request),
          attributes: { 'http.response.status_code': statusCode, ...(writableFinished ? {} : { aborted: true }) },
          error: statusCode >= 500 ? new Error(String(statusCode)) : undefined,
        });
      });
    withTrace(span.trace, next);
  };

function startRequestSpan(request: Request, traces: 'continue' | 'begin'): Span {
  const start = traces === 'begin' ? startTrace : startSpan;
  const attributes = { 'http.request.method': request.method };
  return start(request.method, { kind: 'server', attributes, parent: request.get('traceparent') ?? null });
}

/** The route's pattern, never the path itself: names must be few. */
const nameByRoute = (request: Request): string => {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? `${request.method} ${route.path}` : request.method;
};

function requireAppToken(appToken: string): RequestHandler {
  const expected = Buffer.from(appToken);
  return (request, _response, next) => {
    const received = Buffer.from(request.get('dapr-api-token') ?? '');
    if (received.length !== expected.length || !timingSafeEqual(received, expected))
      throw new Problem('forbidden', 'this port accepts only requests of its own sidecar');
    next();
  };
}
