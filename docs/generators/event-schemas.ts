/**
 * The JSON Schema of each event's data, as it is registered and served (decision 67). Objects are open with an empty schema for
 * further fields, `additionalProperties: {}`: with it Apicurio and Confluent accept an added optional field under FULL_TRANSITIVE
 * and reject a changed type; with the keyword absent, `true` or `false` they reject both. Pure.
 */
import { type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import { jsonSchema } from './json-schema.ts';
import { tolerantSchema } from './tolerant-schema.ts';

export const eventSchema = (event: EventDefinition) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: schemaPath(eventType(event)),
  title: eventType(event),
  description: event.summary,
  ...jsonSchema(event.data, (rendered) => {
    tolerantSchema(rendered);
    if (rendered.jsonSchema.type === 'object') rendered.jsonSchema.additionalProperties ??= {};
  }),
});

/** Path from the repository's root -> content. */
export const eventSchemaFiles = (events: readonly EventDefinition[]): ReadonlyMap<string, string> =>
  new Map(
    events.map((event) => [
      `packages/contracts/src/events/schemas/${eventType(event)}.json`,
      `${JSON.stringify(eventSchema(event), null, 2)}\n`,
    ]),
  );
