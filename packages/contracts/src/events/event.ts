/**
 * A domain event as data, and its CloudEvents 1.0 envelope.
 *
 * Published strictly (an unknown field is a bug of the publisher), consumed tolerantly (unknown fields are ignored, enumerations
 * are open strings), so that a schema can be extended while old and new services run side by side.
 */
import { z } from 'zod';
import type { Exactly, WithoutPersonal } from '../personal.ts';
import { Time } from '../time.ts';

export const topics = [
  'order.events',
  'payment.events',
  'inventory.events',
  'product.events',
  'identity.events',
  'pricing.events',
] as const;
export type Topic = (typeof topics)[number];

/** The only service that publishes to a topic, by the topic's name; the blueprint has the same. */
export const publisherOf = (topic: string): string => topic.slice(0, topic.indexOf('.'));

/** The topic of a service's anchors: heads of its hash chains (packages/messaging/src/audit). Nobody consumes it but the verifier. */
export const anchorTopicOf = (service: string): string => `${service}.anchors`;

export interface EventDefinition<D extends z.ZodObject = z.ZodObject> {
  /** `<aggregate>.<fact>`, e.g. `order.placed`. */
  readonly name: string;
  readonly version: number;
  readonly topic: Topic;
  /** The field of the data that is the partition key and the CloudEvents subject. */
  readonly key: string;
  readonly summary: string;
  readonly data: D;
}

/** An event, whose data must not contain personal data. */
export const defineEvent = <D extends z.ZodObject>(
  definition: EventDefinition<D> & { readonly data: WithoutPersonal<z.output<D>> extends z.output<D> ? D : never },
): EventDefinition<D> => definition;
export type DataOf<E extends EventDefinition> = z.infer<E['data']>;

/** An event with its data, not yet in an envelope. */
export interface DomainEvent<E extends EventDefinition = EventDefinition> {
  readonly event: E;
  readonly data: DataOf<E>;
}
export const domainEvent = <E extends EventDefinition, D extends DataOf<E>>(
  event: E,
  data: EventData<E, D>,
): DomainEvent => ({ event, data });

/** Data for an event: it has the event's fields and nothing personal, even where the event has plain text. */
export type EventData<E extends EventDefinition, D extends DataOf<E>> = Exactly<D, DataOf<E>> & WithoutPersonal<D>;

/** The CloudEvents `type`. */
export const eventType = (event: Pick<EventDefinition, 'name' | 'version'>): string =>
  `com.mambogo.${event.name}.v${event.version}`;

/** An extensible enumeration: a known value, or one of a later version. */
export const openEnum = (...known: readonly string[]) =>
  z
    .string()
    .min(1)
    .max(100)
    .meta({ description: `one of ${known.join(', ')}; later versions may add more`, 'x-extensible-enum': known });

export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1),
  time: Time,
  datacontenttype: z.literal('application/json'),
  dataschema: z.string().optional(),
  traceid: z.string().optional(),
  traceparent: z.string().optional(),
  /** The same for all events of an order. */
  correlationid: z.string().min(1),
  /** The id of the event or request that caused this one. */
  causationid: z.string().optional(),
  /** Its increasing number in the outbox of its source (CloudEvents extension `sequence`). Absent in earlier releases. */
  sequence: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;
