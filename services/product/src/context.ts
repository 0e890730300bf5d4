/** Everything the product service depends on. */
import { createOutbox } from '@mambogo/messaging/outbox/outbox.ts';
import type { Relay } from '@mambogo/messaging/outbox/relay.ts';
import type { DoWork } from '@mambogo/messaging/work.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/base-context.ts';
import type { DataSource } from 'typeorm';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  readonly database: DataSource;
  /** One transaction with its outbox. */
  readonly work: DoWork;
  readonly relay: Relay;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('product', settings);
  const database = openDatabase(settings, base.logger);
  const { work, relay } = createOutbox({
    database,
    sidecar: base.sidecar,
    pubsub: settings.COMPONENTS.events ?? 'events',
    source: settings.APP_ID,
    logger: base.logger,
  });
  return { ...base, settings, database, work, relay };
}
