/** GET /admin/dead-letters: the dead letters of one service or of all. Unavailable services are listed as such. */
import { type Consumer, type DeadLetter, listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import type { LocalDeadLetterQuery } from '@mambogo/contracts/api/internal-dead-letters.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { deadLetterServiceFor } from './dead-letter-services.ts';
import { MergedPosition, mergeDeadLetters } from './merge-dead-letters.ts';

export const listDeadLettersApi = (context: Context) =>
  handleRoute(listDeadLetters, async ({ query: { service, status, cursor, size }, caller }) => {
    const after = cursor ? decodeCursor(cursor, MergedPosition) : undefined;
    const [filedAt, id] = after ?? [];
    // Each service may return the item at the cursor itself, and one more that shows whether there is a next page.
    const query = { status, filedAt, id, size: size + 2 };
    const parts = service
      ? [await fetchDeadLetters(context, service, caller, query)]
      : await Promise.all(consumers.map((one) => fetchDeadLettersOrEmpty(context, one, caller, query)));
    const { items, next } = mergeDeadLetters(
      parts.flatMap((part) => part ?? []),
      size,
      after,
    );
    const unavailable = service ? [] : consumers.filter((_, n) => !parts[n]);
    return { status: 200, body: { items, next: next && encodeCursor(next), unavailable } };
  });

async function fetchDeadLetters(context: Context, service: Consumer, caller: Caller, query: LocalDeadLetterQuery) {
  const { items } = await deadLetterServiceFor(context, service, caller).list(query);
  return items.map((deadLetter): DeadLetter => ({ service, ...deadLetter }));
}

const fetchDeadLettersOrEmpty = (context: Context, service: Consumer, caller: Caller, query: LocalDeadLetterQuery) =>
  fetchDeadLetters(context, service, caller, query).catch((error: unknown) => {
    context.logger.warn(
      { event: 'dead_letter.list_incomplete', err: error, service },
      'dead letters of a service could not be read, the list is incomplete',
    );
    return undefined;
  });
