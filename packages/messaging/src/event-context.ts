/** What a service that keeps its state in SQL and tells of it by events depends on; its context.ts adds its own to it. */
import type { BaseContext } from '@mambogo/service/base-context.ts';
import type { DataSource } from 'typeorm';
import { createOutbox } from './outbox/outbox.ts';
import type { Relay } from './outbox/relay.ts';
import type { DoWork } from './work.ts';

export interface EventContext extends BaseContext {
  readonly database: DataSource;
  /** One transaction with its outbox. */
  readonly work: DoWork;
  readonly relay: Relay;
}

interface EventSettings {
  readonly APP_ID: string;
  readonly COMPONENTS: Readonly<Record<string, string>>;
}

export const createEventContext = (base: BaseContext, settings: EventSettings, database: DataSource): EventContext => ({
  ...base,
  database,
  ...createOutbox({
    database,
    sidecar: base.sidecar,
    pubsub: settings.COMPONENTS.events ?? 'events',
    source: settings.APP_ID,
    logger: base.logger,
  }),
});
