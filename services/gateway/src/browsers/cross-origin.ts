/** CORS: only pages of the shop's own origins may read responses with credentials. */
import cors from 'cors';
import type { RequestHandler } from 'express';

export const crossOrigin = (origins: readonly string[]): RequestHandler =>
  cors({
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'last-event-id'],
    exposedHeaders: ['etag', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
    maxAge: 600,
  });
