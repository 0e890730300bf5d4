/**
 * Compares a consumer's inbox with the outboxes of the services whose events it handles: an event that was published minutes
 * ago and is neither in the inbox nor among the dead letters was lost. Run by the invariant monitor (docs/decisions/0049).
 *
 * Each run continues in order of publication where the last one ended, so each event is checked once; missing events are
 * remembered and checked again by every run. A type is compared from the time the consumer first knew it (`watched_event`):
 * events that an earlier release ignored are not lost.
 */
import {
  comparisonDelayMinutes,
  listPublishedEvents,
  type PublishedEvents,
} from '@mambogo/contracts/api/internal-comparisons.ts';
import { eventType, publisherOf } from '@mambogo/contracts/events/event.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { InvariantCheck, Violation } from '@mambogo/service/invariants/invariant-monitor.ts';
import type { DataSource } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';
import type { HandlersByTopic } from '../mount-topics.ts';

export interface ComparedConsumer {
  readonly name: string;
  readonly database: DataSource;
  readonly sidecar: Sidecar;
}

interface UnhandledEvent {
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
}

/** Maximum number of pages per run; the next run reads the rest. */
const maxPages = 50;
/** Maximum number of missing events to remember; while it is reached, no further pages are read. */
const maxUnhandled = 1_000;
/** Outboxes delete what was published longer ago, so it can no longer be republished. */
const retainedMs = 6.5 * 86_400_000;

/**
 * One check for each service whose events the consumer handles.
 * @param peers services it may call; a service that is missing there is not deployed (identity with an external issuer)
 */
export const unhandledEventChecks = <C>(
  consumer: ComparedConsumer,
  topics: HandlersByTopic<C>,
  peers: Readonly<Record<string, string>>,
): InvariantCheck[] =>
  Object.entries(topics)
    .map(([topic, handlers]) => ({ source: publisherOf(topic), types: handlers.map(({ event }) => eventType(event)) }))
    .filter(({ source }) => peers[source] !== undefined)
    .map(({ source, types }) => compareWithOutbox(consumer, source, types));

function compareWithOutbox({ name, database, sidecar }: ComparedConsumer, source: string, types: readonly string[]) {
  const missing = new Map<string, UnhandledEvent>();
  let position: string | undefined;

  const nextPage = (within: number): Promise<PublishedEvents> =>
    callRoute(sidecar, source, listPublishedEvents, {
      query: {
        types: types.join(','),
        olderThan: comparisonDelayMinutes.eventHandled * 60,
        within,
        after: position,
      },
    });

  async function dropHandled(): Promise<void> {
    const oldest = Date.now() - retainedMs;
    for (const [id, { publishedAt }] of missing) if (publishedAt < oldest) missing.delete(id);
    for (const id of await handledOrDeadLettered(database, name, [...missing.keys()])) missing.delete(id);
  }

  return {
    name: `an event of ${source} is handled within ${comparisonDelayMinutes.eventHandled} minutes`,
    async find(): Promise<readonly Violation[]> {
      await dropHandled();
      const since = await knownSince(database, types);
      const first = Math.max(Date.now() - retainedMs, Math.min(...since.values()));
      for (let page = 0; page < maxPages && missing.size < maxUnhandled; page += 1) {
        const now = Date.now();
        // The inbox is read after the outbox, so what is handled meanwhile is not reported as missing.
        const response = await nextPage(Math.max(0, Math.ceil((now - first) / 1_000)));
        const unhandled = new Map(response.items.map((item) => [item.id.toLowerCase(), item]));
        for (const id of await handledOrDeadLettered(database, name, [...unhandled.keys()])) unhandled.delete(id);
        for (const [id, { type, subject, age }] of unhandled) {
          const publishedAt = now - age * 1_000;
          if (publishedAt >= (since.get(type) ?? now))
            missing.set(id, { description: `${type} of ${subject}`, publishedAt });
        }
        position = response.position ?? position;
        if (!response.full) break;
      }
      return [...missing].map(([id, { description, publishedAt }]) => ({
        id,
        detail: `${description}, published ${new Date(publishedAt).toISOString()}, was never handled`,
      }));
    },
  };
}

/** Which of these events were handled or stored as dead letters. */
async function handledOrDeadLettered(
  { manager }: DataSource,
  consumer: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const list = ids.map(() => '?').join(',');
  const handled = await query<{ id: string }[]>(
    manager,
    `select event_id as id from inbox where consumer = ? and event_id in (${list})`,
    [consumer, ...ids],
  );
  const filed = await query<{ id: string }[]>(
    manager,
    `select id from dead_letter where consumer = ? and id in (${list})`,
    [consumer, ...ids],
  );
  return [...handled, ...filed].map(({ id }) => id.toLowerCase());
}

/** Type -> when it was first known, in milliseconds since 1970; stores the current time for new types. */
async function knownSince(database: DataSource, types: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { manager } = database;
  const list = types.map(() => '?').join(',');
  const read = () =>
    query<{ type: string; since_ms: string }[]>(
      manager,
      `select type, since_ms from watched_event where type in (${list})`,
      types,
    );
  let rows = await read();
  if (rows.length < types.length) {
    const values = types.map(() => '(?,?)').join(',');
    const insert =
      dialectOf(database) === 'postgres'
        ? `insert into watched_event (type, since_ms) values ${values} on conflict do nothing`
        : `insert ignore into watched_event (type, since_ms) values ${values}`;
    await query(
      manager,
      insert,
      types.flatMap((type) => [type, Date.now()]),
    );
    rows = await read();
  }
  return new Map(rows.map(({ type, since_ms }) => [type, Number(since_ms)]));
}
