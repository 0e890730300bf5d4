/** Operations on one dead letter of a service, or on all that are waiting, for a merchant. Errors are thrown as problems. */
import type { Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { DeadLetters, SettleResult } from './dead-letters.ts';
import type { LocalDeadLetter, LocalDeadLetterWithPayload } from './local-dead-letter.ts';

/** @throws Problem not-found for an unknown dead letter, conflict for one that is not waiting */
export interface DeadLetterService {
  find(id: string): Promise<LocalDeadLetterWithPayload>;
  /** If it fails again, the dead letter stays waiting. */
  replay(id: string): Promise<LocalDeadLetter>;
  /** Replays waiting ones, oldest first: up to 1,000 or 5 s, so that the caller does not time out. */
  replayAll(): Promise<Replayed>;
  discard(id: string, reason: string): Promise<LocalDeadLetter>;
}

const replayLimits = { letters: 1_000, milliseconds: 5_000 };

/** @param merchant the subject of the caller's token */
export function deadLetterService(letters: DeadLetters, merchant: string): DeadLetterService {
  const by = `merchant:${merchant}`;

  async function find(id: string): Promise<LocalDeadLetterWithPayload> {
    const letter = await letters.find(id);
    if (!letter) throw new Problem('not-found', `no dead letter has the id ${id}`);
    return letter;
  }

  async function checkOutcome(id: string, outcome: SettleResult | 'failed'): Promise<LocalDeadLetter> {
    const { payload: _, ...letter } = await find(id);
    if (outcome === 'not waiting') throw new Problem('conflict', `this dead letter is already ${letter.status}`);
    return letter;
  }

  return {
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
