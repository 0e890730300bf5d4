/**
 * The Express application of every service: health, trace, security headers, the sidecar's token, the service's routes, then
 * problem+json. Health needs no token, because the sidecar and the kubelet call it.
 */
import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Logger } from '../telemetry/logger.ts';
import { startTrace, withTrace } from '../telemetry/trace.ts';
import { errorMiddleware, notFoundMiddleware } from './error-middleware.ts';
import { Problem } from './problem.ts';

export interface AppSettings {
  readonly logger: Logger;
  /** The token the sidecar sends (APP_API_TOKEN); undefined = open to all (the gateway, the provider's simulator). */
  readonly appToken?: string;
  /** Security headers other than helmet's defaults. */
  readonly securityHeaders?: HelmetOptions;
  /** Rejects while the service is not ready (its store is unavailable, it is shutting down). */
  readonly checkReady: () => Promise<void>;
  /** Why the store is unavailable, for `/healthz/store`; undefined: it is available. Must not wait. */
  readonly storeError?: () => Error | undefined;
  /** What is degraded although the service is ready, as text. */
  readonly degradedReason?: () => string | undefined;
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
      response.json({ status: 'ready', trouble: degradedReason?.() });
    } catch (error) {
      logger.warn({ event: 'service.not_ready', err: error }, 'readiness check failed');
      response.status(503).json({ status: 'not ready' });
    }
  });
  app.get('/healthz/store', (_request, response) => {
    const isUnavailable = storeError?.() !== undefined;
    response.status(isUnavailable ? 503 : 200).json({ store: isUnavailable ? 'away' : 'there' });
  });
  app.use(traceMiddleware);
  app.use(helmet(securityHeaders));
  if (appToken) app.use(requireAppToken(appToken));
  mount(app);
  app.use(notFoundMiddleware);
  app.use(errorMiddleware(logger));
  return app;
}

const traceMiddleware: RequestHandler = (request, _response, next) => {
  withTrace(startTrace(request.get('traceparent')), next);
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
