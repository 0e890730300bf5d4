/** Errors that stop a command, as one line for people. */
import { describeFileError } from '../cli/describe-file-error.ts';

/** An error that the user must know about or resolve: one line, and a log to read on. */
export class StartError extends Error {
  /** The log with details, if there is one. */
  readonly log: string | undefined;
  constructor(message: string, options: { log?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.log = options.log;
  }
}

/** One line for any error. */
export function errorLine(error: unknown): string {
  const message = describeFileError(error) ?? (error instanceof Error ? error.message : String(error));
  const line = message.replaceAll(/\s*\n\s*/g, ' ').trim();
  return error instanceof StartError && error.log ? `${line} (log: ${error.log})` : line;
}
