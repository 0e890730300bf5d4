/** Which query parameters a route knows: the names of its query schema, and nothing else. */
import { z } from 'zod';
import type { InternalRoute } from './route.ts';

/** @throws where the schema is no object: its names could not be read */
export function queryParameters({ id, query }: Pick<InternalRoute, 'id' | 'query'>): readonly string[] {
  if (!query) return [];
  if (!(query instanceof z.ZodObject)) throw new Error(`the query of ${id} is not an object schema`);
  return Object.keys(query.shape);
}
