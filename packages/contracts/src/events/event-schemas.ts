/**
 * The committed JSON Schemas of events, by CloudEvents type: what `dataschema` of an event refers to, and what is registered. Written
 * by `npm run generate` from the definitions. Read from files, so only servers import this.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsByType } from './events.ts';

const folder = join(import.meta.dirname, 'schemas');

/** The CloudEvents `dataschema`: a path of the shop. */
export const schemaPath = (type: string): string => `/schemas/${type}`;

/** The schema as JSON; undefined: no event has this type. */
export const readEventSchema = (type: string): string | undefined =>
  eventsByType.has(type) ? readFileSync(join(folder, `${type}.json`), 'utf8') : undefined;
