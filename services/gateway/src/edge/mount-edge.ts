/**
 * A request's way through the edge, in this order:
 * name it -> refuse addresses that deceive -> lead strange hosts home -> cross-origin rules -> pages of our own -> forward.
 * Security headers and the trace are there before (packages/service/src/app.ts), problem+json comes after.
 */
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { mountStartPage } from '../pages/start-page.ts';
import { canonicalHost } from './canonical-host.ts';
import { checkAddress } from './check-address.ts';
import { crossOrigin } from './cross-origin.ts';
import { forward } from './forward.ts';
import { nameRequest } from './name-request.ts';

export function mountEdge(app: Express, context: Context): void {
  app.use(nameRequest);
  app.use(checkAddress);
  app.use(canonicalHost(context.publicUrl));
  app.use(crossOrigin(context.publicUrl));
  mountStartPage(app, context.publicUrl);
  app.use(forward(context));
}
