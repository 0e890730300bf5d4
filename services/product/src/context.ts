/** Everything the product service depends on. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createIndexedCatalogue, type IndexedCatalogue } from './store/indexed-catalogue.ts';
import { productSnapshots } from './store/product-snapshots.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  readonly catalogue: IndexedCatalogue;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('product', settings);
  const database = openDatabase(settings, base.logger);
  return {
    ...createEventContext(base, settings, database, productSnapshots),
    settings,
    catalogue: createIndexedCatalogue(database),
  };
}
