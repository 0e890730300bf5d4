/**
 * How zod schemas are told to clients: what we answer or publish may grow, so unknown fields are allowed wherever the schema
 * is not strict, and the bounds that every integer has are not repeated.
 */
import type { z } from 'zod';

interface Rendered {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: { additionalProperties?: unknown; minimum?: number; maximum?: number };
}

export function tolerantSchema({ zodSchema, jsonSchema }: Rendered): void {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
