/** What web answers, in this order: pictures, built files, pages. Files that are not there are 404 as files, not as pages. */
import { Problem } from '@mambogo/service/http/problem.ts';
import compression from 'compression';
import type { Express, RequestHandler } from 'express';
import type { HelmetOptions } from 'helmet';
import type { Context } from '../context.ts';
import { sendFile } from './send-file.ts';
import { sendIllustration } from './send-illustration.ts';
import { sendPage } from './send-page.ts';
import { sendSilentCallback, silentCallbackPath } from './send-silent-callback.ts';

/** Policies differ by what is answered, so they are set there. */
export const webHeaders: HelmetOptions = {
  contentSecurityPolicy: false,
  xFrameOptions: false,
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  // The provider's page for a further check of a card opens beside the shop and reports to it.
  crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
};

export function mountWeb(app: Express, context: Pick<Context, 'pages' | 'shopConfig' | 'sources'>): void {
  app.use(onlyReads);
  app.get('/assets/{*file}', sendFile(context.pages), noFile);
  // What follows is not compressed ahead: built for the one who asks, or small.
  app.use(compression());
  app.get('/pictures/:file', sendIllustration, noFile);
  app.get(silentCallbackPath, sendSilentCallback);
  app.get('/{*file}', sendFile(context.pages));
  app.get('/{*page}', sendPage(context));
}

const onlyReads: RequestHandler = (request, _response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new Problem('method-not-allowed', 'pages and files are read with GET');
  next();
};

const noFile: RequestHandler = (request) => {
  throw new Problem('not-found', `there is no file ${request.path}`);
};
