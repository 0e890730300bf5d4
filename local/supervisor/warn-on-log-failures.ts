/** Warns once when log lines are being dropped, and once when logging works again, however many files are affected. */
import type { LogFileOptions } from './log-file.ts';

export function warnOnLogFailures(folder: string, warn: (line: string) => void): LogFileOptions {
  let failing = 0;
  let dropped = 0;
  return {
    onFailing({ message }) {
      if (failing++ === 0)
        warn(`cannot write logs, lines are dropped and counted until it works again: ${message} (${folder})`);
    },
    onWritten(lines) {
      dropped += lines;
      if (--failing > 0) return;
      warn(`logging resumed; ${dropped} lines were dropped (${folder})`);
      dropped = 0;
    },
  };
}
