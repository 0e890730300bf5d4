/**
 * A unit of work: one database transaction in which a service changes its state and emits events. The events go to the outbox
 * in a single statement just before the commit, so they exist if and only if the change does.
 *
 * In PostgreSQL, BEGIN is sent with the first statement, and the events with the commit, in one round trip each, together with the
 * writes that were held back (`hold`): docs/decisions/0077.
 */
import type { DataOf, Envelope, EventData, EventDefinition } from '@mambogo/contracts/events/event.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { EventMetadata } from './event-metadata.ts';
import { createIntegrationEvent, type IntegrationEvent } from './integration-event.ts';
import { addToOutbox } from './outbox/add-to-outbox.ts';
import type { AddedRows } from './outbox/outbox-row.ts';

export interface UnitOfWork {
  readonly manager: EntityManager;
  readonly metadata: EventMetadata;
  /** Records an event, which is published after the commit. Returns its envelope. */
  emit<E extends EventDefinition, D extends DataOf<E>>(event: E, data: EventData<E, D>): Envelope;
  /** Calls `done` after a successful commit. */
  afterCommit(done: () => void): void;
  /** The same unit of work with other metadata (each event of a batch has its own cause). */
  withMetadata(metadata: EventMetadata): UnitOfWork;
}

export interface TransactionRunnerSettings {
  readonly database: DataSource;
  /** The app id; the CloudEvents `source`. */
  readonly source: string;
  /** Hands rows over to the relay of this process, after their commit. undefined: it has none, and other processes publish them. */
  readonly handOver?: (added: AddedRows) => void;
}

export type RunInTransaction = <T>(metadata: EventMetadata, body: (unit: UnitOfWork) => Promise<T>) => Promise<T>;

export const createTransactionRunner =
  ({ database, source, handOver }: TransactionRunnerSettings): RunInTransaction =>
  async (metadata, body) => {
    const events: IntegrationEvent[] = [];
    const afterwards: (() => void)[] = [];
    const { value, added } = await database.transaction(async (manager) => {
      const value = await body(createUnitOfWork(manager, source, events, afterwards, metadata));
      return { value, added: await addToOutbox(manager, events, handOver !== undefined) };
    });
    for (const { name } of events) meter.count('mambogo_events_emitted_total', { type: name });
    if (events.length > 0) handOver?.(added());
    for (const done of afterwards) done();
    return value;
  };

const createUnitOfWork = (
  manager: EntityManager,
  source: string,
  events: IntegrationEvent[],
  afterwards: (() => void)[],
  metadata: EventMetadata,
): UnitOfWork => ({
  manager,
  metadata,
  emit(event, data) {
    const integrationEvent = createIntegrationEvent(source, event, data, metadata);
    events.push(integrationEvent);
    return integrationEvent.envelope;
  },
  afterCommit(done) {
    afterwards.push(done);
  },
  withMetadata: (otherMetadata) => createUnitOfWork(manager, source, events, afterwards, otherMetadata),
});
