/** What keeps a command from going on, as one line for a person. */
import { describeFileError } from '../cli/describe-file-error.ts';

/** Something a person has to know or do before the shop can start: one line, and where to read on. */
export class StartError extends Error {
  /** The log with the whole story, if there is one. */
  readonly log: string | undefined;
  constructor(message: string, options: { log?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.log = options.log;
  }
}

/** The one line for any error. */
export function errorLine(error: unknown): string {
  const message = describeFileError(error) ?? (error instanceof Error ? error.message : String(error));
  const line = message.replaceAll(/\s*\n\s*/g, ' ').trim();
  return error instanceof StartError && error.log ? `${line} (log: ${error.log})` : line;
}
