/** The schemas of events' data as an earlier release registered them, from the AsyncAPI document that it keeps. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { at, entries, isSchema, resolveReferences, type Schema } from './schema.ts';

const folder = resolve(import.meta.dirname, '../api/released');

/** CloudEvents type -> JSON Schema. */
export function releasedEventSchemas(version: string): ReadonlyMap<string, Schema> {
  const document: unknown = JSON.parse(readFileSync(join(folder, version, 'asyncapi.json'), 'utf8'));
  if (!isSchema(document)) throw new Error('not a document');
  return new Map(
    entries(resolveReferences(document), 'components', 'messages').map(([name, message]) => {
      const schema = open(at(document, 'components', 'schemas', name));
      return [String(at(message, 'name')), { $schema: 'http://json-schema.org/draft-07/schema#', ...schema }];
    }),
  );
}

/** With the content model of registered schemas: docs/generators/event-schemas.ts. */
function open(schema: unknown): Schema {
  if (!isSchema(schema)) throw new Error('not a schema');
  const { properties, items, type } = schema;
  return {
    ...schema,
    ...(isSchema(items) ? { items: open(items) } : {}),
    ...(isSchema(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, open(field)])) }
      : {}),
    ...(type === 'object' ? { additionalProperties: schema.additionalProperties ?? {} } : {}),
  };
}
