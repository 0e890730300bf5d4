/**
 * The Express application every service behind a sidecar has: trace, health, the sidecar's token, then what the service
 * mounts, then problem+json. Health needs no token: the sidecar and the kubelet ask it.
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
  /** What the sidecar sends along (APP_API_TOKEN); undefined = anyone may ask (the gateway, the provider's simulator). */
  readonly appToken?: string;
  /** Security headers other than helmet's defaults. */
  readonly securityHeaders?: HelmetOptions;
  /** Rejects while the service can't do its work (its store is away, it is stopping). */
  readonly checkReady: () => Promise<void>;
  /** Why the store is away, as `/healthz/store` says; undefined: it is there, however busy the service is. Must not wait. */
  readonly storeError?: () => Error | undefined;
  /** What does not work as it should while the service is ready all the same, in words. */
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
  degradedReason: trouble,
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
      response.json({ status: 'ready', trouble: trouble?.() });
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
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
      throw new Problem('forbidden', 'this port answers its own sidecar only');
    next();
  };
}
