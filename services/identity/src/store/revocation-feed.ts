/**
 * Sends revocations to every reader of this instance, whichever instance wrote them. NOTIFY triggers a read, done once for all
 * readers; periodic reads make up for lost notifications, and heartbeats are sent all the time.
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
  /** Sends everything after the cursor, then all that follows. Returns how to unsubscribe. */
  read(after: number, reader: RevocationReader): () => void;
  /** Called on a notification of the database. */
  refreshAll(): void;
}

/** Heartbeats between two periodic reads: a notification can be lost. */
const refreshes = 3;

export function createRevocationFeed(database: DataSource, logger: Logger): RevocationFeed {
  /** Each reader's last cursor: the one it came with until it has caught up. */
  const readers = new Map<RevocationReader, { cursor: number; isCaughtUp: boolean }>();
  let isReading = false;
  let isReadPending = false;
  /** Whether the last read succeeded: otherwise no heartbeats are sent, so that readers move to another instance. */
  let isStoreAvailable = true;
  let beats = 0;
  let timer: NodeJS.Timeout | undefined;

  /** One read at a time; requests during a read are served by the next one. */
  function refreshAll(): void {
    isReadPending = true;
    if (isReading) return;
    isReading = true;
    void readAll().finally(() => {
      isReading = false;
    });
  }

  async function readAll(): Promise<void> {
    try {
      while (isReadPending && readers.size > 0) {
        isReadPending = false;
        const after = oldestCursor();
        const { current, revocations } = await findRevocations(database, after);
        for (const [reader, position] of readers) {
          const { cursor } = position;
          // It subscribed during this read and needs older rows: the next read serves it.
          if (cursor < after) continue;
          // Its cursor is from another store, or everything it knew has expired: it gets all rows.
          isReadPending ||= cursor > current;
          Object.assign(position, cursor > current ? { cursor: 0 } : { cursor: current, isCaughtUp: true });
          if (cursor > current) continue;
          reader.send([...revocations.filter((line) => line.cursor > cursor), { type: 'current', cursor: current }]);
        }
      }
      isStoreAvailable = true;
    } catch (err) {
      isStoreAvailable = false;
      logger.warn({ err, event: 'revocations.not_read' }, 'revocations cannot be read, will retry');
    }
  }

  const oldestCursor = () => Math.min(...[...readers.values()].map(({ cursor }) => cursor));

  function beat(): void {
    beats += 1;
    if (!isStoreAvailable || beats % refreshes === 0) refreshAll();
    else
      for (const [reader, { cursor, isCaughtUp }] of readers)
        if (isCaughtUp) reader.send([{ type: 'current', cursor }]);
  }

  return {
    read(after, reader) {
      readers.set(reader, { cursor: after, isCaughtUp: false });
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
