/** Cross-origin rules: pages of the public URL's origin may read answers with credentials, no other page may. */
import cors from 'cors';
import type { RequestHandler } from 'express';

export const crossOrigin = (publicUrl: URL): RequestHandler =>
  cors({
    origin: [publicUrl.origin],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'last-event-id'],
    exposedHeaders: ['etag', 'location', 'retry-after', 'x-request-id'],
    maxAge: 600,
  });
