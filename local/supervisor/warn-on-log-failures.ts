/** Says once that lines of logs are lost, and once that they no longer are, however many files it strikes. */
import type { LogFileOptions } from './log-file.ts';

export function warnOnLogFailures(folder: string, warn: (line: string) => void): LogFileOptions {
  let failing = 0;
  let dropped = 0;
  return {
    onFailing({ message }) {
      if (failing++ === 0)
        warn(
          `logs can't be written, their lines are dropped and counted; everything else goes on: ${message} (${folder})`,
        );
    },
    onWritten(lines) {
      dropped += lines;
      if (--failing > 0) return;
      warn(`logs are written again; ${dropped} lines were dropped (${folder})`);
      dropped = 0;
    },
  };
}
