/** What a transaction has changed in a service's store: read right after its commit, before anything else can happen. */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { canonical } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource } from 'typeorm';
import type { Service } from './databases.ts';

export interface LogRow {
  readonly orderId: OrderId;
  readonly version: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** An event in the outbox. */
export interface EmittedEvent {
  readonly name: string;
  readonly key: string;
  readonly data: unknown;
}

export interface Effects {
  /** Ids of events it has handled. */
  readonly handled: readonly string[];
  readonly log: readonly LogRow[];
  readonly emitted: readonly EmittedEvent[];
}

const logs: Partial<Record<Service, string>> = { order: 'order_event', payment: 'payment_event' };

/** Reads everything new since the last call. */
export function createEffectsReader(service: Service, database: DataSource) {
  const seen = new Set<string>();
  const fresh = <T>(rows: readonly T[], idOf: (row: T) => string): T[] =>
    rows.filter((row) => !seen.has(idOf(row)) && seen.add(idOf(row)));
  const log = logs[service];

  return async (): Promise<Effects> => {
    const inbox = await database.query<{ id: string }[]>('select event_id as id from inbox');
    const outbox = await database.query<{ id: string; key: string; envelope: { type: string; data: unknown } }[]>(
      'select id, message_key as key, envelope from outbox order by seq',
    );
    const logged = log
      ? await database.query<LogRow[]>(
          `select order_id as "orderId", version, type, data from ${log} order by order_id, version`,
        )
      : [];
    return {
      handled: fresh(inbox, ({ id }) => `inbox ${id}`).map(({ id }) => id),
      emitted: fresh(outbox, ({ id }) => `outbox ${id}`).map(({ key, envelope: { type, data } }) => ({
        name: type.replace(/^com\.mambogo\.|\.v\d+$/g, ''),
        key,
        data,
      })),
      log: fresh(logged, ({ orderId, version }) => `log ${orderId} ${version}`),
    };
  };
}

/** Events as published: without fields that their schemas do not have. */
export const asPublished = (facts: readonly DomainEvent[]): unknown[] =>
  facts.map(({ event, data }) => ({ name: event.name, data: event.data.parse(data) }));

/** Times that depend on when a transaction began, and versions, which the model does not have. */
const ignoredKeys = new Set(['expiresAt', 'answerBefore', 'version']);

/** Equal values have the same text. */
export const canonicalText = (value: unknown): string =>
  canonical(
    JSON.parse(JSON.stringify(value ?? null, (key, member: unknown) => (ignoredKeys.has(key) ? undefined : member))),
  );

/** undefined: both have the same entries, in any order. */
export function difference(what: string, expected: readonly unknown[], found: readonly unknown[]): string | undefined {
  const [ours, actual] = [expected.map(canonicalText).sort(), found.map(canonicalText).sort()];
  if (ours.join('\n') === actual.join('\n')) return undefined;
  const only = (list: string[], other: string[]) => list.filter((one) => !other.includes(one)).join('; ') || 'as many';
  return `${what}: the model has ${only(ours, actual)}, the service has ${only(actual, ours)} (${ours.length}, ${actual.length})`;
}
