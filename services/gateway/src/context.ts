/** Everything the gateway depends on. */
import { routes } from '@mambogo/contracts/api/routes.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/base-context.ts';
import { compileRoutes, type RouteTable } from './edge/route-table.ts';
import { createLastGoodAnswers, type LastGoodAnswers } from './peers/last-good-answers.ts';
import { createPeers, type Peers } from './peers/peers.ts';
import type { Settings } from './settings.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  /** Where the shop is for the world: origin of all links, of the issuer, of the only allowed cross-origin caller. */
  readonly publicUrl: URL;
  readonly routes: RouteTable;
  /** The services behind, each with its breaker. */
  readonly peers: Peers;
  readonly lastGood: LastGoodAnswers;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('gateway', settings);
  return {
    ...base,
    settings,
    publicUrl: new URL(settings.PUBLIC_URL),
    routes: compileRoutes(routes),
    peers: createPeers(base.sidecar, {
      readTimeout: settings.READ_TIMEOUT_SECONDS * 1_000,
      writeTimeout: settings.WRITE_TIMEOUT_SECONDS * 1_000,
      resetAfter: settings.BREAKER_RESET_SECONDS * 1_000,
      onChange: (peer, state) => base.logger.warn({ peer, state }, 'a breaker changed'),
    }),
    lastGood: createLastGoodAnswers(settings.CATALOGUE_FRESH_SECONDS),
  };
}
