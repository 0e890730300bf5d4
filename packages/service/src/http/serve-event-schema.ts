/** GET of the path in the `dataschema` of an event: the committed JSON Schema of its data. Mounted on `eventSchemaRoute`. */
import { readEventSchema, schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

export const eventSchemaRoute = schemaPath(':type');

export const serveEventSchema: RequestHandler<{ type: string }> = ({ params }, response) => {
  const schema = readEventSchema(params.type);
  if (schema === undefined) throw new Problem('not-found', `no event has the type ${params.type}`);
  response.set('cache-control', 'public, max-age=3600').type('application/schema+json').send(schema);
};
