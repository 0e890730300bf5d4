/** What a person may do with the dead letters of one service, whoever carries the question: problems are thrown. */

import type { Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import type {
  LocalDeadLetter,
  LocalDeadLetterQuery,
  LocalDeadLetters,
  LocalDeadLetterWithPayload,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { DeadLetters, SettleResult } from './dead-letters.ts';

/** @throws Problem not-found for an unknown letter, conflict for one that no longer waits */
export interface DeadLetterService {
  list(query: LocalDeadLetterQuery): Promise<LocalDeadLetters>;
  find(id: string): Promise<LocalDeadLetterWithPayload>;
  /** It stays waiting when that fails again. */
  replay(id: string): Promise<LocalDeadLetter>;
  /** Those that wait, oldest first: up to a thousand, as many as can be done before the caller gives up. */
  replayAll(): Promise<Replayed>;
  discard(id: string, reason: string): Promise<LocalDeadLetter>;
}

const replayLimits = { letters: 1_000, milliseconds: 5_000 };

/** @param merchant the subject of the caller's token */
export function deadLetterService(letters: DeadLetters, merchant: string): DeadLetterService {
  const by = `merchant:${merchant}`;

  async function find(id: string): Promise<LocalDeadLetterWithPayload> {
    const letter = await letters.find(id);
    if (!letter) throw new Problem('not-found', `there is no dead letter ${id}`);
    return letter;
  }

  async function checkOutcome(id: string, outcome: SettleResult | 'failed'): Promise<LocalDeadLetter> {
    const { payload: _, ...letter } = await find(id);
    if (outcome === 'not waiting') throw new Problem('conflict', `this dead letter is ${letter.status} already`);
    return letter;
  }

  return {
    async list({ status, size, filedAt, id }) {
      const from = filedAt && id ? { filedAt, id } : undefined;
      return { items: await letters.list({ status, from, limit: size }) };
    },
    find,
    replay: async (id) => checkOutcome(id, await letters.replay(id, by)),
    discard: async (id, reason) => checkOutcome(id, await letters.discard(id, by, reason)),

    async replayAll() {
      const end = Date.now() + replayLimits.milliseconds;
      const count = { settled: 0, failed: 0, 'not waiting': 0, unknown: 0 };
      for (const id of await letters.waiting(replayLimits.letters)) {
        if (Date.now() > end) break;
        count[await letters.replay(id, by)]++;
      }
      return { replayed: count.settled, failed: count.failed };
    },
  };
}
