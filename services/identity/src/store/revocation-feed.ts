/**
 * Tells every reader of this instance about revocations, whichever instance wrote them. They are heard by NOTIFY and read
 * once for all readers; a look every few seconds is the net below it, and a sign of life goes out all the time.
 */
import { type RevocationLine, revocationsHeartbeat } from '@mambogo/contracts/api/internal-revocations.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { findRevocations } from './revocations.ts';

export interface RevocationReader {
  /** Lines in order; the last of each call is `current`. */
  send(lines: readonly RevocationLine[]): void;
}

export interface RevocationFeed extends Worker {
  /** Tells what is after the cursor, then all that comes. Answers how to end it. */
  read(after: number, reader: RevocationReader): () => void;
  /** There is something new, says the database. */
  refreshAll(): void;
}

/** Signs of life between two looks: a notification can be lost. */
const refreshes = 3;

export function createRevocationFeed(database: DataSource, logger: Logger): RevocationFeed {
  /** By the cursor each was told last; those that were told nothing yet have the one they came with. */
  const readers = new Map<RevocationReader, { cursor: number; isTold: boolean }>();
  let isReading = false;
  let isDue = false;
  /** Whether the store answered: without it there is no sign of life, so that readers look for another instance. */
  let isWell = true;
  let beats = 0;
  let timer: NodeJS.Timeout | undefined;

  /** One read at a time; what is asked for meanwhile is read after it. */
  function refreshAll(): void {
    isDue = true;
    if (isReading) return;
    isReading = true;
    void readAll().finally(() => {
      isReading = false;
    });
  }

  async function readAll(): Promise<void> {
    try {
      while (isDue && readers.size > 0) {
        isDue = false;
        const after = oldestCursor();
        const { current, revocations } = await findRevocations(database, after);
        for (const [reader, position] of readers) {
          const { cursor } = position;
          // It came while this was read, and asks for more: the next turn is for it.
          if (cursor < after) continue;
          // It comes from another store, or all that it knew has expired: it is told all.
          isDue ||= cursor > current;
          Object.assign(position, cursor > current ? { cursor: 0 } : { cursor: current, isTold: true });
          if (cursor > current) continue;
          reader.send([...revocations.filter((line) => line.cursor > cursor), { type: 'current', cursor: current }]);
        }
      }
      isWell = true;
    } catch (err) {
      isWell = false;
      logger.warn({ err, event: 'revocations.not_read' }, 'revocations cannot be read; it will be tried again');
    }
  }

  const oldestCursor = () => Math.min(...[...readers.values()].map(({ cursor }) => cursor));

  function beat(): void {
    beats += 1;
    if (!isWell || beats % refreshes === 0) refreshAll();
    else for (const [reader, { cursor, isTold }] of readers) if (isTold) reader.send([{ type: 'current', cursor }]);
  }

  return {
    read(after, reader) {
      readers.set(reader, { cursor: after, isTold: false });
      refreshAll();
      return () => void readers.delete(reader);
    },
    refreshAll,
    start() {
      timer ??= setInterval(beat, revocationsHeartbeat * 1_000);
    },
    async stop() {
      clearInterval(timer);
    },
  };
}
