/** For tests of the relay: outboxes of several instances on one database, and helpers for waiting rows. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { createOutbox, type Outbox } from '@mambogo/messaging/outbox/outbox.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import type { TestDatabase, TestDialect } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { countRows } from './messaging-database.ts';
import type { RecordingSidecar } from './recording-sidecar.ts';
import { committed, event, metadata } from './test-events.ts';

/** An outbox with its relay, like in an instance of a service; after the test the relay is stopped and the outbox emptied. */
export function createOutboxInstance(
  t: { after(clean: () => Promise<void>): void },
  testDatabase: TestDatabase,
  sidecar: RecordingSidecar,
  database: DataSource = testDatabase.database,
): Outbox {
  const logger = pino({ level: 'silent' });
  const outbox = createOutbox({ database, sidecar, pubsub: 'events', source: 'shop-test', logger });
  t.after(async () => {
    sidecar.refusedKeys.clear();
    sidecar.beforeAnswer = undefined;
    sidecar.beforePublish = undefined;
    await outbox.relay.stop();
    await testDatabase.database.query('delete from outbox');
  });
  return outbox;
}

/** Commits an event for each order; returns the events' ids. */
export const emitFor = (
  { runInTransaction }: Pick<Outbox, 'runInTransaction'>,
  ...orders: OrderId[]
): Promise<string[]> =>
  runInTransaction(metadata, async (unit) => orders.map((order) => unit.emit(event, committed(order)).id));

/** Ids of the entries on the broker, in order. */
export const publishedIds = (sidecar: RecordingSidecar): string[] =>
  sidecar.published.map(({ entry }) => entry.entryId);

export const countPending = (testDatabase: TestDatabase): Promise<number> =>
  countRows(testDatabase, 'outbox', 'published_at is null');

/** Makes the relay look at the table at once. */
export const wake = ({ relay }: Outbox): void => relay.handOver({ leased: [], others: true });

/** Commits an event for each order like a process without a relay; returns the events' ids. */
export const emitWithoutRelay = ({ database }: TestDatabase, ...orders: OrderId[]): Promise<string[]> =>
  emitFor({ runInTransaction: createTransactionRunner({ database, source: 'shop-test' }) }, ...orders);

/** Makes failed rows due: their maximum delay is a minute. */
export const skipOneMinute = (testDatabase: TestDatabase, dialect: TestDialect): Promise<unknown> =>
  testDatabase.database.query(
    `update outbox set next_at = next_at - interval ${dialect === 'postgres' ? `'1 minute'` : '1 minute'}
     where next_at is not null and published_at is null`,
  );

export const daysAgo = (dialect: TestDialect, days: number): string =>
  dialect === 'postgres' ? `now() - interval '${days} days'` : `now(6) - interval ${days} day`;
