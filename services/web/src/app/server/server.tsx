/**
 * The application on the server: loads what a page shows, then renders it. Built into one file of its own (src/build), which the
 * web service imports; the browser hydrates the same components from the same data.
 */

import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { QueryClient } from '@tanstack/react-query';
import { renderToPipeableStream } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router';
import type { ShopConfig } from '../../serve/shop-config.ts';
import { transport } from '../api/client.ts';
import { queryDefaults } from '../api/queries.ts';
import { App } from '../app.tsx';
import type { FirstLanguage } from '../language/languages.ts';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';
import HomePage from '../pages/shop/home-page.tsx';
import ProductPage from '../pages/shop/product-page.tsx';
import SearchPage from '../pages/shop/search-page.tsx';
import TextPage from '../pages/shop/text-page.tsx';
import { ShopLayout } from '../shell/shop-layout.tsx';
import { configureShop } from '../shop-config.ts';
import { isRendered, loadPage } from './load-page.ts';
import { headOf } from './page-subject.ts';
import type { ServerApp } from './server-app.ts';

/** @param call requests a public route of the catalogue */
export function createServerApp(config: ShopConfig, call: typeof transport.fetch): ServerApp {
  configureShop(config);
  transport.fetch = call;
  return {
    isRendered,
    async load({ page, url, first }) {
      const queries = new QueryClient({ defaultOptions: { ...queryDefaults, queries: { retry: false } } });
      const loaded = await loadPage(queries, page, url, first.language);
      if (!('subject' in loaded)) return loaded;
      const messages = await useMessages.load(first.language);
      const known = queries.getQueryCache().getAll();
      return {
        status: loaded.status,
        head: headOf(loaded.subject, messages, first, url.origin),
        data: { first, queries: known.map(({ queryKey, state }) => [queryKey, state.data] as const) },
        render: () => render(queries, url, first),
      };
    },
  };
}

/** The same nesting as in ../router.tsx. */
const { query, dataRoutes } = createStaticHandler([
  {
    Component: ShopLayout,
    children: [
      {
        children: [
          { path: pagePaths.home, Component: HomePage },
          { path: pagePaths.category, Component: SearchPage },
          { path: pagePaths.product, Component: ProductPage },
          { path: pagePaths.text, Component: TextPage },
        ],
      },
    ],
  },
]);

async function render(queries: QueryClient, url: URL, first: FirstLanguage): Promise<string> {
  const context = await query(new Request(url));
  if (context instanceof Response) throw new Error(`the router responded with ${context.status} to ${url.pathname}`);
  const router = createStaticRouter(dataRoutes, context);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stream = renderToPipeableStream(
    <App queries={queries} first={first}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </App>,
    {
      onAllReady: resolve,
      onError: reject,
      onShellError: reject,
      // In one piece: nothing is moved into place by scripts.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
    },
  );
  await promise;
  return text(stream.pipe(new PassThrough()));
}
