/** Dependencies of a service that keeps its state in SQL and publishes events; the service's context.ts adds its own. */
import { cached, storeReadIntervalMs } from '@mambogo/metrics/cached.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { createReads, type Reads } from '@mambogo/service/database/replica/reads.ts';
import type { ReplicaAddress } from '@mambogo/service/database/replica/replica-connection.ts';
import type { BaseContext } from '@mambogo/service/process/base-context.ts';
import { hasCredential, readCredential } from '@mambogo/service/process/settings.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { DataSource } from 'typeorm';
import { createOutbox } from './outbox/outbox.ts';
import { listParkedEvents } from './outbox/parked-events.ts';
import type { Relay } from './outbox/relay.ts';
import type { Snapshots } from './outbox/republish.ts';
import { createEpochWorker } from './outbox/topic-epochs.ts';
import { createSchemaRegistration } from './schemas/register-schemas.ts';
import { createSchemaRegistryClient, type RegistryLogin } from './schemas/schema-registry-client.ts';
import type { RunInTransaction } from './unit-of-work.ts';

export interface EventContext extends BaseContext {
  readonly database: DataSource;
  /** Reads that may be a little stale. */
  readonly reads: Reads;
  /** Runs one transaction, including its outbox rows. */
  readonly runInTransaction: RunInTransaction;
  /** Publishes the outbox, detects lost topics, registers schemas of events, and watches read replicas. */
  readonly relay: Relay;
}

interface EventSettings {
  readonly APP_ID: string;
  readonly CREDENTIALS_DIR: string;
  readonly COMPONENTS: Readonly<Record<string, string>>;
  readonly TOPIC_EPOCHS_FILE?: string | undefined;
  readonly SCHEMA_REGISTRY_URL?: string | undefined;
  readonly DATABASE_REPLICAS?: ReplicaAddress | undefined;
  readonly REPLICA_MAX_LAG_SECONDS?: number;
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
  const { DATABASE_REPLICAS: replicas, REPLICA_MAX_LAG_SECONDS: maxLag } = settings;
  const reads = createReads({ database, replicas, maxLagMs: maxLag && maxLag * 1_000, logger });
  const { TOPIC_EPOCHS_FILE: epochsFile, SCHEMA_REGISTRY_URL: registryUrl } = settings;
  const epochs = { database, runInTransaction, service: base.name, snapshots, logger };
  const workers = [
    reads,
    ...(epochsFile === undefined ? [] : [createEpochWorker(epochs, epochsFile)]),
    ...(registryUrl === undefined ? [] : [registrationOf(base, registryUrl, settings.CREDENTIALS_DIR)]),
  ];
  return {
    ...base,
    database,
    reads,
    runInTransaction,
    relay: withWorkers(relay, workers),
    parkedEvents: cached(storeReadIntervalMs, () => listParkedEvents(database)),
  };
}

const registrationOf = ({ name: service, logger, stopping }: BaseContext, url: string, credentials: string): Worker =>
  createSchemaRegistration({
    registry: createSchemaRegistryClient({ url, login: () => registryLogin(credentials), stopping: stopping.signal }),
    service,
    logger,
  });

/** undefined: the registry needs none, or its Secret does not exist yet. */
function registryLogin(folder: string): RegistryLogin | undefined {
  if (!hasCredential(folder, 'registry-username') || !hasCredential(folder, 'registry-password')) return undefined;
  const read = (name: string) => readCredential(folder, name).trim();
  return { username: read('registry-username'), password: read('registry-password') };
}

function readBacklog(relay: Relay): void {
  const backlog = cached(storeReadIntervalMs, relay.backlog);
  meter.read('mambogo_outbox_rows', async () => (await backlog()).rows);
  meter.read('mambogo_outbox_oldest_seconds', async () => (await backlog()).oldestSeconds);
}

const withWorkers = (relay: Relay, workers: readonly Worker[]): Relay => ({
  ...relay,
  start() {
    relay.start();
    for (const worker of workers) worker.start();
  },
  async stop() {
    await Promise.all(workers.map((worker) => worker.stop()));
    await relay.stop();
  },
});
