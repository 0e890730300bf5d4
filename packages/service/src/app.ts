/**
 * The Express application every service behind a sidecar has: trace, health, the sidecar's token, then what the service
 * mounts, then problem+json. Health needs no token: the sidecar and the kubelet ask it.
 */
import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Logger } from './logger.ts';
import { Problem } from './problem.ts';
import { noSuchRoute, sendProblem } from './problem-response.ts';
import { startTrace, withTrace } from './trace.ts';

export interface AppSettings {
  readonly logger: Logger;
  /** What the sidecar sends along (APP_API_TOKEN); undefined = anyone may ask (the gateway, the provider's simulator). */
  readonly appToken?: string;
  /** Security headers other than helmet's defaults. */
  readonly securityHeaders?: HelmetOptions;
  /** Rejects while the service can't do its work (its store is away, it is stopping). */
  readonly checkReady: () => Promise<void>;
  /** Why the store is away, as `/healthz/store` says; undefined: it is there, however busy the service is. Must not wait. */
  readonly storeAway?: () => Error | undefined;
  /** What does not work as it should while the service is ready all the same, in words. */
  readonly trouble?: () => string | undefined;
  /** Mounts the service's routes. */
  readonly mount: (app: Express) => void;
}

export function createApp({
  logger,
  appToken,
  securityHeaders,
  checkReady,
  storeAway,
  trouble,
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
    const away = storeAway?.() !== undefined;
    response.status(away ? 503 : 200).json({ store: away ? 'away' : 'there' });
  });
  app.use(traceRequests);
  app.use(helmet(securityHeaders));
  if (appToken) app.use(onlyFromSidecar(appToken));
  mount(app);
  app.use(noSuchRoute);
  app.use(sendProblem(logger));
  return app;
}

const traceRequests: RequestHandler = (request, _response, next) => {
  withTrace(startTrace(request.get('traceparent')), next);
};

function onlyFromSidecar(appToken: string): RequestHandler {
  const expected = Buffer.from(appToken);
  return (request, _response, next) => {
    const given = Buffer.from(request.get('dapr-api-token') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new Problem('forbidden', 'this port answers its own sidecar only');
    next();
  };
}
