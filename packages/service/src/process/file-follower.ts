/**
 * Runs a task at start, and again whenever one of some files appears, changes or disappears. Files are compared by their status,
 * outside JavaScript, so that following them costs next to nothing; that also works for mounted ConfigMaps, which send no
 * notification. A run that throws is logged and repeated after the interval.
 */
import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from '../telemetry/logger.ts';
import { createPollingWorker } from './polling-worker.ts';
import type { Worker } from './worker.ts';

export interface FileFollowerSettings {
  /** The name in the logs. */
  readonly name: string;
  readonly files: readonly string[];
  /** How often they are compared. */
  readonly seconds: number;
  readonly task: () => Promise<void>;
  readonly logger: Logger;
}

/** The interval of runs without a change, which cover changes between the first run and the first comparison. */
const idleSeconds = 60;

export function createFileFollower({ name, files, seconds, task, logger }: FileFollowerSettings): Worker {
  const worker = createPollingWorker({
    name,
    seconds,
    idleSeconds: Math.max(seconds, idleSeconds),
    logger,
    tick: () => task().then(() => false),
  });
  return {
    start() {
      for (const file of files) watchFile(file, { interval: seconds * 1_000, persistent: false }, worker.wake);
      worker.start();
    },
    async stop() {
      for (const file of files) unwatchFile(file, worker.wake);
      await worker.stop();
    },
  };
}
