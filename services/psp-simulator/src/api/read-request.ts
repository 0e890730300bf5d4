/** Reads required parts of a request; throws the problem `validation`. */
import { bodyPointer, Problem, validationProblem } from '@mambogo/service/http/problem.ts';
import type { Request } from 'express';
import type { z } from 'zod';

export function readBody<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const result = schema.safeParse(request.body);
  if (!result.success) throw validationProblem(result.error, bodyPointer);
  return result.data;
}

export function readIdempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (!key || key.length > 255) throw new Problem('validation', 'send an Idempotency-Key of 1 to 255 characters');
  return key;
}
