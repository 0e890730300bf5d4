/** Parses and validates a delivered event, and finds its handler. */
import { type DataOf, Envelope, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { z } from 'zod';
import type { UnitOfWork } from '../unit-of-work.ts';
import { PoisonError } from './poison-error.ts';
import { checkProvenance } from './provenance.ts';

/** Its data is checked with the schema of its type: a record would be checked, and copied, key by key first (half of the cost). */
const DeliveredEnvelope = z.object({
  ...Envelope.shape,
  data: z.custom<Envelope['data']>(isObject, 'expected an object'),
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Handles one type of event, in the transaction `unit`. Throwing means: retry later. */
export interface EventHandler<E extends EventDefinition, C, W = UnitOfWork> {
  readonly event: E;
  handle(context: C, unit: W, data: DataOf<E>, envelope: Envelope): Promise<unknown>;
}

/** A handler without its event's type parameter, for lists. */
export interface AnyEventHandler<C, W = UnitOfWork> {
  readonly event: EventDefinition;
  /** Whether events with different subjects concern no common rows: in a batch they are handled concurrently, in one transaction. */
  readonly independent?: boolean;
  handle(context: C, unit: W, data: Envelope['data'], envelope: Envelope): Promise<unknown>;
}

/** Declares the handler of `event`. Its data has been validated against the event's schema. */
export const on = <E extends EventDefinition, C, W = UnitOfWork>(
  event: E,
  handle: EventHandler<E, C, W>['handle'],
): AnyEventHandler<C, W> => ({
  event,
  handle: (context, unit, data, envelope) => handle(context, unit, data as DataOf<E>, envelope),
});

/** A valid event with its handler. */
export interface CheckedDelivery<C, W = UnitOfWork> {
  readonly handler: AnyEventHandler<C, W>;
  readonly envelope: Envelope;
}

/** @throws PoisonError if the payload is not JSON */
export function parseDelivery(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (cause) {
    throw new PoisonError('not JSON', { cause: cause });
  }
}

/**
 * Checks a raw message against the envelope schema, its provenance and, if its type has a handler, its data schema (unknown
 * fields are dropped). Returns undefined for a type without a handler. A later major version of a handled type is poison:
 * this service cannot read it.
 * @param topic that it was delivered on; undefined for a replay
 */
export function checkDelivery<C, W>(
  raw: unknown,
  handlers: ReadonlyMap<string, AnyEventHandler<C, W>>,
  topic?: string,
): CheckedDelivery<C, W> | undefined {
  const envelope = DeliveredEnvelope.safeParse(raw);
  if (!envelope.success)
    throw new PoisonError(`not a valid CloudEvent of this shop: ${firstIssue(envelope.error.issues)}`);
  checkProvenance(envelope.data, topic);
  const { type, data } = envelope.data;
  const handler = handlers.get(type);
  if (!handler) {
    const name = type.replace(/\.v\d+$/, '');
    const known = [...handlers.keys()].find((handled) => handled.replace(/\.v\d+$/, '') === name);
    if (known) throw new PoisonError(`${type} is a version this service does not know (it knows ${known})`);
    return undefined;
  }
  const checked = handler.event.data.safeParse(data);
  if (!checked.success) throw new PoisonError(`${type}: ${firstIssue(checked.error.issues)}`);
  return { handler, envelope: { ...envelope.data, data: checked.data } };
}

export const handlersByType = <C, W>(
  list: readonly AnyEventHandler<C, W>[],
): ReadonlyMap<string, AnyEventHandler<C, W>> => new Map(list.map((handler) => [eventType(handler.event), handler]));

const firstIssue = (issues: readonly { path: PropertyKey[]; message: string }[]): string =>
  issues[0] ? `/${issues[0].path.join('/')} ${issues[0].message}` : 'unreadable';
