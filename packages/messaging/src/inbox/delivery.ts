/** One event on its way to a handler: as the sidecar hands it over, then checked. */
import { type DataOf, Envelope, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import type { Work } from '../work.ts';
import { PoisonError } from './poison-error.ts';
import { checkProvenance } from './provenance.ts';

/** What an event is answered with: the event, and in `work` its transaction. Throwing means: not now, try again. */
export interface Reaction<E extends EventDefinition, C, W = Work> {
  readonly event: E;
  react(context: C, work: W, data: DataOf<E>, envelope: Envelope): Promise<unknown>;
}

/** A reaction with its event's type forgotten, for lists. */
export interface AnyReaction<C, W = Work> {
  readonly event: EventDefinition;
  react(context: C, work: W, data: Envelope['data'], envelope: Envelope): Promise<unknown>;
}

/** Declares what to do when `event` arrives. The data it gets has passed the event's schema. */
export const on = <E extends EventDefinition, C, W = Work>(
  event: E,
  react: Reaction<E, C, W>['react'],
): AnyReaction<C, W> => ({
  event,
  react: (context, work, data, envelope) => react(context, work, data as DataOf<E>, envelope),
});

/** An event that we react to and can read. */
export interface CheckedDelivery<C, W = Work> {
  readonly reaction: AnyReaction<C, W>;
  readonly envelope: Envelope;
}

/** What a message's text says. */
export function parseDelivery(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (cause) {
    throw new PoisonError('not JSON', { cause });
  }
}

/**
 * Checks a raw message against the envelope, where it comes from and, if we react to its type, its data schema (unknown fields
 * dropped). Answers undefined for a type nobody here reacts to. A later major version of a handled type is poison: we can't
 * read it.
 * @param topic that it was delivered on; undefined: it is replayed
 */
export function checkDelivery<C, W>(
  raw: unknown,
  reactions: ReadonlyMap<string, AnyReaction<C, W>>,
  topic?: string,
): CheckedDelivery<C, W> | undefined {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) throw new PoisonError(`not a CloudEvent of ours: ${firstFault(envelope.error.issues)}`);
  checkProvenance(envelope.data, topic);
  const { type, data } = envelope.data;
  const reaction = reactions.get(type);
  if (!reaction) {
    const name = type.replace(/\.v\d+$/, '');
    const known = [...reactions.keys()].find((handled) => handled.replace(/\.v\d+$/, '') === name);
    if (known) throw new PoisonError(`${type} is a version this service does not know (it knows ${known})`);
    return undefined;
  }
  const checked = reaction.event.data.safeParse(data);
  if (!checked.success) throw new PoisonError(`${type}: ${firstFault(checked.error.issues)}`);
  return { reaction, envelope: { ...envelope.data, data: checked.data } };
}

export const reactionsByType = <C, W>(list: readonly AnyReaction<C, W>[]): ReadonlyMap<string, AnyReaction<C, W>> =>
  new Map(list.map((reaction) => [eventType(reaction.event), reaction]));

const firstFault = (issues: readonly { path: PropertyKey[]; message: string }[]): string =>
  issues[0] ? `/${issues[0].path.join('/')} ${issues[0].message}` : 'unreadable';
