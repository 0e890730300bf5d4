/** Consumers and publishers of the last release and of now, with each other, for every event. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { readEventSchema } from '@mambogo/contracts/events/event-schemas.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { baseline } from './released-documents.ts';
import { releasedEventSchemas } from './released-event-schemas.ts';
import { isSchema, list, type Schema } from './schema.ts';

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

const released = releasedEventSchemas(baseline);

describe('every event', () => {
  for (const event of events) {
    const type = eventType(event);
    const before = released.get(type);
    const now: Schema = JSON.parse(readEventSchema(type) ?? '');

    test(`${type} of now is what a consumer of ${baseline} accepts`, () => {
      const validate = before ? ajv.compile(before) : ajv.compile(now);
      for (const data of [example(now, 'all'), example(now, 'required')])
        assert.ok(validate(data), JSON.stringify(validate.errors));
    });

    test(`${type} of ${baseline} is what a consumer of now accepts, and so are fields of a later version`, () => {
      for (const data of [example(before ?? now, 'all'), example(before ?? now, 'required')]) {
        assert.deepEqual(event.data.parse({ ...data, addedLater: true }), data);
      }
    });
  }
});

/** A value that the schema describes, with all fields or only those that are always there. */
function example(schema: Schema, fields: 'all' | 'required'): Record<string, unknown> {
  const properties = Object.entries(isSchema(schema.properties) ? schema.properties : {});
  const present = properties.filter(([name]) => fields === 'all' || list(schema.required).includes(name));
  return Object.fromEntries(present.map(([name, field]) => [name, value(field, fields)]));
}

function value(schema: unknown, fields: 'all' | 'required'): unknown {
  if (!isSchema(schema)) return null;
  const [known] = list(schema['x-extensible-enum'] ?? schema.enum ?? schema.const);
  if (known !== undefined) return known;
  const [alternative] = list(schema.anyOf);
  if (alternative !== undefined) return value(alternative, fields);
  if (schema.type === 'object') return example(schema, fields);
  if (schema.type === 'array') return [value(schema.items, fields)];
  if (schema.type === 'integer') return Math.max(1, Number(schema.minimum ?? 1));
  if (schema.type === 'boolean') return true;
  return text(schema);
}

function text({ format, pattern }: Schema): string {
  if (format === 'uuid') return newId();
  if (format === 'date') return '2026-01-31';
  if (format === 'date-time') return '2026-01-31T12:00:00.000Z';
  if (format === 'uri') return 'https://shop.example/';
  return pattern === '^[A-Z]{3}$' ? 'USD' : 'text';
}
