/**
 * Dead letters in the consumer's own database. A replay is one transaction with the inbox and the handler, in which the
 * dead letter is locked first and settled last: it is settled if and only if the event took effect.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { DataSource } from 'typeorm';
import { query } from '../dialect.ts';
import { type AnyEventHandler, checkDelivery, handlersByType, parseDelivery } from '../inbox/delivery.ts';
import { failureOf } from '../inbox/delivery-failure.ts';
import { handleOnce } from '../inbox/handle-once.ts';
import { rejectForged } from '../inbox/poison-error.ts';
import type { RunInTransaction } from '../unit-of-work.ts';
import {
  findDeadLetter,
  type LockedDeadLetter,
  lockDeadLetter,
  selectDeadLetters,
  settleDeadLetter,
  sqlInSeconds,
  sqlNow,
} from './dead-letter-repository.ts';
import { type DeadLetters, leaseSeconds, replayBackoff } from './dead-letters.ts';
import { storeDeadLetter } from './store-dead-letter.ts';

export interface SqlDeadLettersSettings<C> {
  /** The service's name: the owner of the dead letters. */
  readonly consumer: string;
  readonly context: C;
  /** Handlers of all topics. */
  readonly handlers: readonly AnyEventHandler<C>[];
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
}

export function sqlDeadLetters<C>(settings: SqlDeadLettersSettings<C>): DeadLetters {
  const { consumer, context, database, runInTransaction } = settings;
  const handlers = handlersByType(settings.handlers);
  const metadata = { correlationId: 'replay', actor: `service:${consumer}` };
  const { manager } = database;
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

  async function recordFailure(id: string, tries: number, error: unknown): Promise<void> {
    const failure = failureOf(error);
    await query(
      manager,
      `update dead_letter set tries = tries + 1, kind = ?, error = ?, waiting_since = ${sqlNow}, next_at = ${sqlInSeconds(manager)}
       where consumer = ? and id = ? and status = 'waiting'`,
      [failure.kind, failure.error, backoff(tries + 1, replayBackoff), consumer, id],
    );
  }

  return {
    store: (letter) => database.transaction((transaction) => storeDeadLetter(transaction, consumer, letter)),
    list: (request) => selectDeadLetters(manager, consumer, request),
    find: (id) => findDeadLetter(manager, consumer, id),

    async waiting(limit) {
      const found = `select id from dead_letter where consumer = ? and status = 'waiting' order by waiting_since, id limit ?`;
      return ids(await query(manager, found, [consumer, limit]));
    },

    claimDue: (limit) =>
      database.transaction(async (transaction) => {
        const due = await query<{ id: string }[]>(
          transaction,
          `select id from dead_letter where consumer = ? and status = 'waiting' and kind = 'transient' and next_at <= ${sqlNow}
           order by next_at limit ? for update skip locked`,
          [consumer, limit],
        );
        const claim = `update dead_letter set next_at = ${sqlInSeconds(transaction)} where consumer = ? and id = ?`;
        for (const { id } of due) await query(transaction, claim, [leaseSeconds, consumer, id]);
        return ids(due);
      }),

    async replay(id, by) {
      let letter: LockedDeadLetter | undefined;
      try {
        return await runInTransaction(metadata, async (transaction) => {
          letter = await lockDeadLetter(transaction.manager, consumer, id);
          if (letter?.status !== 'waiting') return letter ? 'not waiting' : 'unknown';
          rejectForged(letter.error);
          const checked = checkDelivery(parseDelivery(letter.payload), handlers);
          if (checked) await handleOnce(transaction, consumer, context, [checked]);
          await settleDeadLetter(transaction.manager, consumer, id, { status: 'replayed', by });
          return 'settled';
        });
      } catch (error) {
        if (!letter) throw error;
        await recordFailure(id, letter.tries, error);
        return 'failed';
      }
    },

    discard: (id, by, reason) =>
      database.transaction(async (transaction) => {
        const letter = await lockDeadLetter(transaction, consumer, id);
        if (letter?.status !== 'waiting') return letter ? 'not waiting' : 'unknown';
        await settleDeadLetter(transaction, consumer, id, { status: 'discarded', by, reason });
        return 'settled';
      }),
  };
}
