/** Builds the CloudEvent of an integration event. The data must match its schema exactly: unknown fields are rejected. */
import { type DataOf, type Envelope, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { currentTrace, startSpan } from '@mambogo/service/telemetry/trace.ts';
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
  const checked = event.data.strict().parse(data);
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
      dataschema: `/schemas/${eventType(event)}`,
      // The sidecar keeps a trace only if both fields are set (measured); otherwise it starts a new trace.
      traceid: traceparent,
      traceparent,
      correlationid: metadata.correlationId,
      ...(metadata.causationId ? { causationid: metadata.causationId } : {}),
      data: checked,
    },
  };
}
