/**
 * zod schemas as JSON Schema for clients: responses and events may grow, so unknown fields are allowed wherever the schema
 * is not strict, and the bounds that every integer has are omitted.
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
