/** The query parameters that a route accepts: the names in its query schema. */
import { z } from 'zod';
import type { InternalRoute } from './route.ts';

/** @throws if the query schema is not an object schema */
export function queryParameters({ id, query }: Pick<InternalRoute, 'id' | 'query'>): readonly string[] {
  if (!query) return [];
  if (!(query instanceof z.ZodObject)) throw new Error(`the query of ${id} is not an object schema`);
  return Object.keys(query.shape);
}
