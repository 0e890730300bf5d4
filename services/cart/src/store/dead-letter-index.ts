/**
 * The one key that lists the dead letters, with what it takes to find some of them without reading each. The letters are
 * the truth: an entry may be older than its letter, and is put right when that is met.
 */
import { DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import { DeadLetterPosition } from '@mambogo/contracts/api/internal-dead-letters.ts';
import { Time } from '@mambogo/contracts/time.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import { leaseSeconds } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import { keyedMutex } from '@mambogo/service/process/keyed-mutex.ts';
import { z } from 'zod';
import { compareAndSwap, retentionSeconds } from './compare-and-swap.ts';

export const DeadLetterEntry = DeadLetterPosition.extend({
  status: DeadLetterStatus,
  kind: z.enum(['poison', 'transient']),
  /** When it was filed or last tried. */
  waitingSince: Time,
  /** When a transient one is to be replayed. */
  nextAt: Time,
});
export type DeadLetterEntry = z.infer<typeof DeadLetterEntry>;

const Index = z.object({ letters: z.array(DeadLetterEntry).default([]) });
const key = 'dead-letters';
/** The settled ones that were filed first go first, then the waiting ones. */
const capacity = 1_000;

export interface DeadLetterIndex {
  read(): Promise<readonly DeadLetterEntry[]>;
  /** Enters a letter, over what was known of it. */
  upsert(entry: DeadLetterEntry): Promise<void>;
  /** Strikes out a letter that is there no more. */
  remove(id: string): Promise<void>;
  /** Takes transient letters that are due; they are due again when the lease ends. Forgets those settled long ago. */
  claimDue(limit: number, now: Date): Promise<string[]>;
}

export function createDeadLetterIndex(state: StateStore): DeadLetterIndex {
  const mutex = keyedMutex();
  const change = (next: (before: DeadLetterEntry[]) => DeadLetterEntry[]) =>
    mutex(key, () =>
      compareAndSwap(state, key, Index, (before) => {
        const letters = before?.letters ?? [];
        const after = next(letters);
        return after === letters ? before : { letters: after };
      }),
    );

  return {
    read: async () => (await state.read(key, Index))?.value.letters ?? [],

    async upsert(entry) {
      const noted = DeadLetterEntry.parse(entry);
      await change((before) => withinCapacity([...before.filter(({ id }) => id !== noted.id), noted]));
    },

    async remove(gone) {
      await change((before) => before.filter(({ id }) => id !== gone));
    },

    async claimDue(limit, now) {
      const from = now.toISOString();
      const until = new Date(now.getTime() + leaseSeconds * 1_000).toISOString();
      let due: string[] = [];
      const oldest = new Date(now.getTime() - retentionSeconds * 1_000).toISOString();
      await change((all) => {
        const before = withoutExpired(all, oldest);
        due = dueAt(before, from).slice(0, limit);
        return due.length === 0
          ? before
          : before.map((entry) => (due.includes(entry.id) ? { ...entry, nextAt: until } : entry));
      });
      return due;
    },
  };
}

/** Settled letters whose key the store has forgotten; the very same list when there are none. */
function withoutExpired(letters: DeadLetterEntry[], oldest: string): DeadLetterEntry[] {
  const left = letters.filter(({ status, waitingSince }) => status === 'waiting' || waitingSince >= oldest);
  return left.length === letters.length ? letters : left;
}

const dueAt = (letters: readonly DeadLetterEntry[], now: string): string[] =>
  letters
    .filter(({ status, kind, nextAt }) => status === 'waiting' && kind === 'transient' && nextAt <= now)
    .sort(byTime('nextAt'))
    .map(({ id }) => id);

function withinCapacity(letters: DeadLetterEntry[]): DeadLetterEntry[] {
  if (letters.length <= capacity) return letters;
  const oldest = [...letters].sort(byTime('filedAt'));
  const gone = oldest.find(({ status }) => status !== 'waiting') ?? oldest[0];
  return letters.filter((letter) => letter !== gone);
}

/** Compares times as texts: they are all written alike. */
export const byTime =
  (field: 'filedAt' | 'waitingSince' | 'nextAt') =>
  (a: DeadLetterEntry, b: DeadLetterEntry): number =>
    a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0;
