/** The routes of web. A missing file is a problem response with 404, not a page. */
import { Problem } from '@mambogo/service/http/problem.ts';
import compression from 'compression';
import type { Express, RequestHandler } from 'express';
import type { HelmetOptions } from 'helmet';
import type { Context } from './context.ts';
import { mountDocs } from './serve/mount-docs.ts';
import { createPreviewPictures } from './serve/preview-pictures.ts';
import { sendFile } from './serve/send-file.ts';
import { sendIllustration } from './serve/send-illustration.ts';
import { sendPage } from './serve/send-page.ts';
import { sendSilentCallback, silentCallbackPath } from './serve/send-silent-callback.ts';
import {
  type SitemapContext,
  sendPagesSitemap,
  sendProductsSitemap,
  sendRobots,
  sendSitemapIndex,
} from './serve/sitemap.ts';

/** The policies depend on the response, so each route sets its own. */
export const webHeaders: HelmetOptions = {
  contentSecurityPolicy: false,
  xFrameOptions: false,
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  // The provider's authentication page for a card opens in a pop-up and reports back to the shop.
  crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
};

type WebContext = Pick<Context, 'pages' | 'renderedPages' | 'shopConfig' | 'sources' | 'docsFolder'> & SitemapContext;

export function mount(app: Express, context: WebContext): void {
  app.use(onlyReads);
  app.get('/assets/{*file}', sendFile(context.pages), noFile);
  // The following responses are not precompressed: they are dynamic, small, or rarely read.
  app.use(compression());
  app.get('/pictures/:file', sendIllustration(createPreviewPictures()), noFile);
  app.get('/robots.txt', sendRobots(context));
  app.get('/sitemap.xml', sendSitemapIndex(context));
  app.get('/sitemap-pages.xml', sendPagesSitemap(context));
  app.get('/sitemap-products-:number.xml', sendProductsSitemap(context));
  app.get(silentCallbackPath, sendSilentCallback);
  if (context.docsFolder) mountDocs(app, context.docsFolder);
  app.get('/{*file}', sendFile(context.pages));
  app.get('/{*page}', sendPage(context));
}

const onlyReads: RequestHandler = (request, _response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new Problem('method-not-allowed', 'pages and files only support GET and HEAD');
  next();
};

const noFile: RequestHandler = (request) => {
  throw new Problem('not-found', `no file ${request.path}`);
};
