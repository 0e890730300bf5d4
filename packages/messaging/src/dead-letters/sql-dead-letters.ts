/**
 * Dead letters in the consumer's own database. A replay is one transaction with the inbox and the reaction, in which the
 * letter is locked first and settled last: it is settled exactly if the event had its effect.
 */
import type { DataSource } from 'typeorm';
import { query } from '../dialect.ts';
import { type AnyReaction, checkDelivery, parseDelivery, reactionsByType } from '../inbox/delivery.ts';
import { failureOf } from '../inbox/delivery-failure.ts';
import { handleOnce } from '../inbox/handle-once.ts';
import { refuseForged } from '../inbox/poison-error.ts';
import type { DoWork } from '../work.ts';
import { backoffSeconds, type DeadLetters, leaseSeconds } from './dead-letters.ts';
import { fileLetter } from './file-letter.ts';
import { findLetter, inSeconds, type LockedLetter, listLetters, lockLetter, now, settleLetter } from './letter-rows.ts';

export interface SqlDeadLettersSettings<C> {
  /** The service's name: whose letters. */
  readonly consumer: string;
  readonly context: C;
  /** Of all topics. */
  readonly reactions: readonly AnyReaction<C>[];
  readonly database: DataSource;
  readonly work: DoWork;
}

export function sqlDeadLetters<C>(settings: SqlDeadLettersSettings<C>): DeadLetters {
  const { consumer, context, database, work } = settings;
  const reactions = reactionsByType(settings.reactions);
  const cause = { correlationId: 'replay', actor: `service:${consumer}` };
  const { manager } = database;
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

  async function noteFailure(id: string, tries: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    await query(
      manager,
      `update dead_letter set tries = tries + 1, kind = ?, error = ?, waiting_since = ${now}, next_at = ${inSeconds(manager)}
       where consumer = ? and id = ? and status = 'waiting'`,
      [failure.kind, failure.error, backoffSeconds(tries + 1), consumer, id],
    );
  }

  return {
    file: (letter) => database.transaction((unit) => fileLetter(unit, consumer, letter)),
    list: (asked) => listLetters(manager, consumer, asked),
    find: (id) => findLetter(manager, consumer, id),

    async waiting(limit) {
      const found = `select id from dead_letter where consumer = ? and status = 'waiting' order by waiting_since, id limit ?`;
      return ids(await query(manager, found, [consumer, limit]));
    },

    claimDue: (limit) =>
      database.transaction(async (unit) => {
        const due = await query<{ id: string }[]>(
          unit,
          `select id from dead_letter where consumer = ? and status = 'waiting' and kind = 'transient' and next_at <= ${now}
           order by next_at limit ? for update skip locked`,
          [consumer, limit],
        );
        const taken = `update dead_letter set next_at = ${inSeconds(unit)} where consumer = ? and id = ?`;
        for (const { id } of due) await query(unit, taken, [leaseSeconds, consumer, id]);
        return ids(due);
      }),

    async replay(id, by) {
      let letter: LockedLetter | undefined;
      try {
        return await work(cause, async (unit) => {
          letter = await lockLetter(unit.manager, consumer, id);
          if (letter?.status !== 'waiting') return letter ? 'not waiting' : 'unknown';
          refuseForged(letter.error);
          const checked = checkDelivery(parseDelivery(letter.payload), reactions);
          if (checked) await handleOnce(unit, consumer, context, [checked]);
          await settleLetter(unit.manager, consumer, id, { status: 'replayed', by });
          return 'settled';
        });
      } catch (error) {
        if (!letter) throw error;
        await noteFailure(id, letter.tries, error);
        return 'failed';
      }
    },

    discard: (id, by, reason) =>
      database.transaction(async (unit) => {
        const letter = await lockLetter(unit, consumer, id);
        if (letter?.status !== 'waiting') return letter ? 'not waiting' : 'unknown';
        await settleLetter(unit, consumer, id, { status: 'discarded', by, reason });
        return 'settled';
      }),
  };
}
