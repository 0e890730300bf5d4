/**
 * The rows that this process has committed and its relay publishes from memory, in order of their commits.
 *
 *   queued --taken--> in flight --published--> unmarked --marked--> (forgotten)
 *   queued --it waited too long, or an earlier row of its key is left or failed--> left --released--> (forgotten)
 *   in flight --failed--> (forgotten: the table has the time of its retry)
 *   added after an unpublished row that is not published from this memory--> left
 *
 * A row that is left is released, so that the relay with the lock publishes it from the table, after the rows that it waits for.
 * So a row is published from memory only when every earlier row of its topic and key was published, or is before it in the queue.
 */
import type { LeasedRow } from './outbox-row.ts';

/** Publishing begins within this time of a row's commit, or not at all: before another relay may publish it. */
const maxWaitMs = 2_500;
/** Ids of rows are remembered for at least this long, longer than transactions last: see `LeasedRow.waiting`. */
const rememberedMs = 20_000;

export interface RowsToPublish {
  readonly topic: string;
  readonly rows: readonly LeasedRow[];
}

export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
}

interface QueuedRow extends LeasedRow {
  readonly addedAt: number;
}

export type LeasedRows = ReturnType<typeof createLeasedRows>;

/** All times are milliseconds of one monotonic clock. */
export function createLeasedRows() {
  let queue: QueuedRow[] = [];
  const unmarked = new Set<string>();
  const left = new Set<string>();
  /** Ids of rows that are queued, in flight or published: the latest, and those before them. */
  let ours = new Set<string>();
  let oursBefore = new Set<string>();
  let turnedAt = 0;

  const isOurs = (id: string) => ours.has(id) || oursBefore.has(id);

  function forget(id: string): void {
    ours.delete(id);
    oursBefore.delete(id);
  }

  /** Leaves all queued rows of these topics and keys. */
  function leave(keys: ReadonlySet<string>): void {
    for (const row of queue.filter((one) => keys.has(keyOf(one)))) {
      forget(row.id);
      left.add(row.id);
    }
    queue = queue.filter(({ id }) => isOurs(id));
  }

  return {
    unmarked: unmarked as ReadonlySet<string>,
    left: left as ReadonlySet<string>,
    queued: () => queue.length,

    /** Adds the rows of one transaction, right after its commit. */
    add(rows: readonly LeasedRow[], now: number): void {
      if (now - turnedAt > rememberedMs) {
        [ours, oursBefore] = [new Set(), ours];
        turnedAt = now;
      }
      // Rows of one transaction and key wait for the same rows.
      const { mine = [], others = [] } = Object.groupBy(rows, ({ waiting }) =>
        waiting.every(isOurs) ? 'mine' : 'others',
      );
      for (const row of mine) {
        ours.add(row.id);
        queue.push({ ...row, addedAt: now });
      }
      for (const { id } of others) left.add(id);
    },

    /** Takes the next rows of one topic; undefined: none is queued. */
    take(limits: BatchLimits, now: number): RowsToPublish | undefined {
      leave(new Set(queue.filter(({ addedAt }) => now - addedAt > maxWaitMs).map(keyOf)));
      const topic = queue[0]?.topic;
      if (topic === undefined) return undefined;
      const rows = firstWithin(
        limits,
        queue.filter((row) => row.topic === topic),
      );
      const taken = new Set<LeasedRow>(rows);
      queue = queue.filter((row) => !taken.has(row));
      return { topic, rows };
    },

    published(rows: readonly LeasedRow[]): void {
      for (const { id } of rows) unmarked.add(id);
    },

    /** Their retries are in the table now; rows after them wait there too. */
    failed(rows: readonly LeasedRow[]): void {
      for (const { id } of rows) forget(id);
      leave(new Set(rows.map(keyOf)));
    },

    marked(ids: readonly string[]): void {
      for (const id of ids) unmarked.delete(id);
    },

    released(ids: readonly string[]): void {
      for (const id of ids) left.delete(id);
    },
  };
}

const keyOf = ({ topic, messageKey }: LeasedRow): string => `${topic} ${messageKey}`;

/** At least the first one. */
function firstWithin<R extends LeasedRow>(limits: BatchLimits, rows: readonly R[]): readonly R[] {
  let bytes = 0;
  const beyond = rows.findIndex(({ envelope }, n) => {
    bytes += Buffer.byteLength(envelope);
    return n === limits.rows || (n > 0 && bytes > limits.bytes);
  });
  return beyond < 0 ? rows : rows.slice(0, beyond);
}
