/** Dependencies of a service that keeps its state in SQL and publishes events; the service's context.ts adds its own. */
import { cached, storeReadIntervalMs } from '@mambogo/metrics/cached.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { BaseContext } from '@mambogo/service/process/base-context.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { DataSource } from 'typeorm';
import { createOutbox } from './outbox/outbox.ts';
import type { Relay } from './outbox/relay.ts';
import type { Snapshots } from './outbox/republish.ts';
import { createEpochWorker } from './outbox/topic-epochs.ts';
import type { RunInTransaction } from './unit-of-work.ts';

export interface EventContext extends BaseContext {
  readonly database: DataSource;
  /** Runs one transaction, including its outbox rows. */
  readonly runInTransaction: RunInTransaction;
  /** Publishes the outbox, and detects lost topics. */
  readonly relay: Relay;
}

interface EventSettings {
  readonly APP_ID: string;
  readonly COMPONENTS: Readonly<Record<string, string>>;
  readonly TOPIC_EPOCHS_FILE?: string | undefined;
}

/** @param snapshots of the service's aggregates; none if it publishes only events of orders */
export function createEventContext(
  base: BaseContext,
  settings: EventSettings,
  database: DataSource,
  snapshots?: Snapshots,
): EventContext {
  const { logger } = base;
  const { runInTransaction, relay } = createOutbox({
    database,
    sidecar: base.sidecar,
    pubsub: settings.COMPONENTS.events ?? 'events',
    source: settings.APP_ID,
    logger,
  });
  readBacklog(relay);
  const epochs = { database, runInTransaction, service: base.name, snapshots, logger };
  const file = settings.TOPIC_EPOCHS_FILE;
  return {
    ...base,
    database,
    runInTransaction,
    relay: file === undefined ? relay : withEpochWorker(relay, createEpochWorker(epochs, file)),
  };
}

function readBacklog(relay: Relay): void {
  const backlog = cached(storeReadIntervalMs, relay.backlog);
  meter.read('mambogo_outbox_rows', async () => (await backlog()).rows);
  meter.read('mambogo_outbox_oldest_seconds', async () => (await backlog()).oldestSeconds);
}

const withEpochWorker = (relay: Relay, epochs: Worker): Relay => ({
  ...relay,
  start() {
    relay.start();
    epochs.start();
  },
  async stop() {
    await epochs.stop();
    await relay.stop();
  },
});
