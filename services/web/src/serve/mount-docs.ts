/**
 * Serves the documentation site (docs/site) under /docs, from the disk: it is larger than the pages and rarely read. `npm start`
 * builds it while the shop is open already, so the folder may appear later.
 */
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import { closedPolicy, docsPolicy, reportPath } from './page-policy.ts';

export const docsPath = '/docs';
const year = 31_536_000;

/** @param folder with the built site: its index.html and all other files */
export function mountDocs(app: Express, folder: string): void {
  app.use(docsPath, untilBuilt(folder));
  app.use(docsPath, indexOfFolder, express.static(folder, { setHeaders }));
  app.use(docsPath, (_request, response) => {
    setHeaders(response, '404.html');
    response.status(404).type('html').sendFile('404.html', { root: folder, cacheControl: false });
  });
}

function setHeaders(response: Response, file: string): void {
  const isPage = file.endsWith('.html');
  response.set({
    // Names in assets contain a hash of the content.
    'cache-control': file.includes(`${sep}assets${sep}`) ? `public, max-age=${year}, immutable` : 'no-cache',
    'content-security-policy': isPage ? docsPolicy(file.endsWith(join('api', 'index.html'))) : closedPolicy,
  });
  if (isPage) response.set({ 'reporting-endpoints': `csp="${reportPath}"`, 'x-frame-options': 'DENY' });
}

/** A sidecar drops the slash at the end of a path, so a redirect to it would never end: pages have absolute links instead. */
const indexOfFolder: RequestHandler = (request, _response, next) => {
  if (!/\.\w+$/.test(request.path)) request.url = join(request.path, 'index.html');
  next();
};

/** Not 503: the gateway would count it as a failure of this service. */
const untilBuilt =
  (folder: string): RequestHandler =>
  (_request, response, next) => {
    if (existsSync(join(folder, 'index.html'))) return next();
    response
      .status(404)
      .set({ 'cache-control': 'no-store', 'content-security-policy': closedPolicy, refresh: '5' })
      .type('text')
      .send('The documentation is not built yet. npm start builds it in the background; npm run docs builds it now.\n');
  };
