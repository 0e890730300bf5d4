/** Loads the application for the server from the built pages, and connects it to the catalogue. */
import { pathToFileURL } from 'node:url';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { ServerApp } from '../app/server/server-app.ts';
import type { BuiltPages } from './built-pages.ts';
import { createCatalogueCall } from './catalogue-call.ts';
import { createRenderedPages, noRenderedPages, type RenderedPages } from './rendered-pages.ts';
import type { ShopConfig } from './shop-config.ts';

/** The exports of src/app/server/server.tsx. */
interface ServerModule {
  createServerApp(config: ShopConfig, call: (path: string) => Promise<Response>): ServerApp;
}

/** @param file its path; not validated: it comes from the build */
export const importServerModule = (file: string): Promise<ServerModule> => import(pathToFileURL(file).href);

export async function loadRenderedPages(
  { serverApp }: Pick<BuiltPages, 'serverApp'>,
  config: ShopConfig,
  sidecar: Pick<Sidecar, 'invoke'>,
  logger: Logger,
): Promise<RenderedPages> {
  if (serverApp === undefined) return noRenderedPages;
  const { createServerApp } = await importServerModule(serverApp);
  return createRenderedPages(createServerApp(config, createCatalogueCall(sidecar)), {
    count: (outcome) => meter.count('mambogo_pages_total', { outcome }),
    failed: (err, path) =>
      logger.warn({ event: 'page.not_rendered', path, err }, 'page sent without content: it could not be rendered'),
  });
}
