/** What a client's command prints when it ends early: one line, whatever was thrown. */
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { z } from 'zod';

export function clientError(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `the shop returned something else than its API promises: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  return errorLine(error);
}
