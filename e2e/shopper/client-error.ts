/** The error line of a client command, whatever was thrown. */
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { z } from 'zod';

export function clientError(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `the shop's response does not match its API: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  return errorLine(error);
}
