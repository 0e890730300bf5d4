/** GET /admin/dead-letters: of all services side by side, or of one. Who can't be asked does not hide the others. */
import { type Consumer, consumers, type DeadLetter, listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import type { LocalDeadLetterQuery } from '@mambogo/contracts/api/internal-dead-letters.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/cursor.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Caller } from '@mambogo/service/token-verifier.ts';
import type { Context } from '../../context.ts';
import { deskOf } from './letter-desks.ts';
import { MergedPosition, mergeLetters } from './merge-letters.ts';

export const listDeadLettersApi = (context: Context) =>
  handleRoute(listDeadLetters, async ({ query: { service, status, cursor, size }, caller }) => {
    const after = cursor ? decodeCursor(cursor, MergedPosition) : undefined;
    const [filedAt, id] = after ?? [];
    // Each service's part begins with what lies exactly at the position, and ends with one that shows whether there is more.
    const asked = { status, filedAt, id, size: size + 2 };
    const parts = service
      ? [await lettersOf(context, service, caller, asked)]
      : await Promise.all(consumers.map((one) => lettersOrNone(context, one, caller, asked)));
    const { items, next } = mergeLetters(
      parts.flatMap((part) => part ?? []),
      size,
      after,
    );
    const unavailable = service ? [] : consumers.filter((_, n) => !parts[n]);
    return { status: 200, body: { items, next: next && encodeCursor(next), unavailable } };
  });

async function lettersOf(context: Context, service: Consumer, caller: Caller, asked: LocalDeadLetterQuery) {
  const { items } = await deskOf(context, service, caller).list(asked);
  return items.map((letter): DeadLetter => ({ service, ...letter }));
}

const lettersOrNone = (context: Context, service: Consumer, caller: Caller, asked: LocalDeadLetterQuery) =>
  lettersOf(context, service, caller, asked).catch((error: unknown) => {
    context.logger.warn({ err: error, service }, 'the dead letters of a service are missing from a list');
    return undefined;
  });
