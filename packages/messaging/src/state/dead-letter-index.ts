/**
 * One key that lists the dead letters, with the fields needed to select them without reading each one. The dead letters
 * themselves are authoritative: an outdated entry is corrected when it is noticed.
 */
import { DeadLetterPosition, DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import { Time } from '@mambogo/contracts/time.ts';
import type { StateStore } from '@mambogo/dapr/state.ts';
import { keyedMutex } from '@mambogo/service/process/keyed-mutex.ts';
import { z } from 'zod';
import { leaseSeconds } from '../dead-letters/dead-letters.ts';
import { compareAndSwap, retentionSeconds } from './compare-and-swap.ts';

export const DeadLetterEntry = DeadLetterPosition.extend({
  status: DeadLetterStatus,
  kind: z.enum(['poison', 'transient']),
  /** When it was stored or last retried. */
  waitingSince: Time,
  /** When a transient one is due for a replay. */
  nextAt: Time,
});
export type DeadLetterEntry = z.infer<typeof DeadLetterEntry>;

const Index = z.object({ letters: z.array(DeadLetterEntry).default([]) });
const key = 'dead-letters';
/** Above it, the oldest settled entries are dropped first, then the oldest waiting ones. */
const capacity = 1_000;

export interface DeadLetterIndex {
  read(): Promise<readonly DeadLetterEntry[]>;
  /** Adds or replaces an entry. */
  upsert(entry: DeadLetterEntry): Promise<void>;
  /** Removes the entry of a dead letter that no longer exists. */
  remove(id: string): Promise<void>;
  /** Leases due transient dead letters; they are due again when the lease ends. Drops expired settled entries. */
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
      const parsed = DeadLetterEntry.parse(entry);
      await change((before) => withinCapacity([...before.filter(({ id }) => id !== parsed.id), parsed]));
    },

    async remove(removedId) {
      await change((before) => before.filter(({ id }) => id !== removedId));
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
  const dropped = oldest.find(({ status }) => status !== 'waiting') ?? oldest[0];
  return letters.filter((letter) => letter !== dropped);
}

/** Compares times as strings: all have the same format. */
export const byTime =
  (field: 'filedAt' | 'waitingSince' | 'nextAt') =>
  (a: DeadLetterEntry, b: DeadLetterEntry): number =>
    a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0;
