/** The outbox of a service: transactions that fill it, and the relay that publishes it. */
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { dialectOf } from '../dialect.ts';
import { createTransactionRunner, type RunInTransaction } from '../unit-of-work.ts';
import { mysqlOutboxStore } from './mysql-outbox-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import { postgresOutboxStore } from './postgres-outbox-store.ts';
import { createRelay, type Relay } from './relay.ts';

export interface OutboxSettings {
  readonly database: DataSource;
  readonly sidecar: Pick<Sidecar, 'publishBulk'>;
  readonly pubsub: string;
  /** The app id. */
  readonly source: string;
  readonly logger: Logger;
}

export interface Outbox {
  /** Runs one transaction; the events it emits are published after the commit. */
  readonly runInTransaction: RunInTransaction;
  readonly relay: Relay;
}

export function createOutbox({ database, source, ...rest }: OutboxSettings): Outbox {
  const relay = createRelay({ store: outboxStoreOf(database), ...rest });
  return { relay, runInTransaction: createTransactionRunner({ database, source, handOver: relay.handOver }) };
}

export const outboxStoreOf = (database: DataSource): OutboxStore =>
  dialectOf(database) === 'postgres' ? postgresOutboxStore(database) : mysqlOutboxStore(database);
