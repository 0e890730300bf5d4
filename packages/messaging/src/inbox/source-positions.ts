/**
 * Detects that another service's database was restored to an earlier point. Outboxes number their rows and events carry the
 * number (`sequence`); this module stores the highest number seen of each source. An event that is handled for the first time,
 * is younger than all events seen of its source, and has a lower number than one of them, can only come from an outbox that
 * was reset to an earlier number.
 *
 * Events also arrive out of order: overlapping transactions commit in another order than they drew their numbers, a key waits
 * for its failed row, topics have partitions. A late event is as old as its number, so its time distinguishes it.
 */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';

export interface SourcePositions {
  /** @param handled for the first time, and committed. Never rejects: a failure here must not fail the event. */
  observe(handled: readonly Envelope[]): Promise<void>;
}

interface Position {
  readonly sequence: bigint;
  /** Time of the youngest event up to this number, in milliseconds since 1970. */
  readonly time: number;
}

/** Longer than transactions overlap, and than the clocks of one service's instances differ. */
const toleranceMs = 10_000;
/** Interval between writes to the database. */
const writeIntervalMs = 1_000;

export function createSourcePositions(database: DataSource, logger: Logger): SourcePositions {
  const positions = new Map<string, Position>();
  const unwritten = new Set<string>();
  let isWriteScheduled = false;

  async function write(): Promise<void> {
    isWriteScheduled = false;
    for (const source of [...unwritten]) {
      unwritten.delete(source);
      const position = positions.get(source);
      if (position)
        await database.query(...raisePosition(database, source, position)).catch(() => unwritten.add(source));
    }
  }

  async function observeOne({ id, source, time, sequence }: Envelope): Promise<void> {
    if (sequence === undefined) return;
    const event: Position = { sequence: BigInt(sequence), time: Date.parse(time) };
    const known = positions.get(source) ?? (await readPosition(database, source));
    if (known && event.sequence < known.sequence && event.time > known.time + toleranceMs) {
      await recordRollback(database, source, id, known, event);
      logger.error(
        {
          event: 'source.went_back',
          source,
          sequence: String(event.sequence),
          knownSequence: String(known.sequence),
          knownTime: new Date(known.time).toISOString(),
        },
        'database of another service was restored to an earlier point, run npm run reconcile',
      );
      positions.set(source, event);
      return;
    }
    positions.set(source, known ? furtherPosition(known, event) : event);
    unwritten.add(source);
    if (isWriteScheduled) return;
    isWriteScheduled = true;
    setTimeout(() => void write(), writeIntervalMs).unref();
  }

  return {
    async observe(handled) {
      for (const envelope of handled)
        await observeOne(envelope).catch((error: unknown) =>
          logger.warn(
            { event: 'source.not_observed', source: envelope.source, err: error },
            'position of a source could not be stored',
          ),
        );
    },
  };
}

/** A late event leaves the position unchanged: its time does not show how far the source was. */
const furtherPosition = (known: Position, event: Position): Position =>
  event.sequence > known.sequence ? { ...event, time: Math.max(known.time, event.time) } : known;

async function readPosition(database: DataSource, source: string): Promise<Position | undefined> {
  const [row] = await query<{ sequence: string; event_time_ms: string }[]>(
    database.manager,
    'select sequence, event_time_ms from source_position where source = ?',
    [source],
  );
  return row && { sequence: BigInt(row.sequence), time: Number(row.event_time_ms) };
}

/** Several instances write; the furthest position wins. */
const raisePosition = (database: DataSource, source: string, { sequence, time }: Position): [string, unknown[]] => [
  dialectOf(database) === 'postgres'
    ? `insert into source_position (source, sequence, event_time_ms) values ($1, $2, $3)
       on conflict (source) do update set sequence = greatest(source_position.sequence, excluded.sequence),
         event_time_ms = greatest(source_position.event_time_ms, excluded.event_time_ms)`
    : `insert into source_position (source, sequence, event_time_ms) values (?, ?, ?)
       on duplicate key update sequence = greatest(sequence, values(sequence)), event_time_ms = greatest(event_time_ms, values(event_time_ms))`,
  [source, String(sequence), time],
];

/** Records the rollback, and resets the position to the event's. */
const recordRollback = (database: DataSource, source: string, id: string, known: Position, event: Position) =>
  database.transaction(async (manager) => {
    const inserts = 'into source_rollback (source, event_id, sequence, event_time_ms, known_sequence, known_time_ms)';
    await query(
      manager,
      dialectOf(database) === 'postgres'
        ? `insert ${inserts} values (?, ?, ?, ?, ?, ?) on conflict do nothing`
        : `insert ignore ${inserts} values (?, ?, ?, ?, ?, ?)`,
      [source, id, String(event.sequence), event.time, String(known.sequence), known.time],
    );
    await query(manager, 'update source_position set sequence = ?, event_time_ms = ? where source = ?', [
      String(event.sequence),
      event.time,
      source,
    ]);
  });
