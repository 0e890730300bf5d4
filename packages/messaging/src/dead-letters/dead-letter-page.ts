/**
 * Pages of dead letters, sorted by time and id in descending order, then by service name. A cursor is one position in that order
 * and is valid for every service, so the pages of several services after the same cursor merge into one.
 */
import {
  Consumer,
  type DeadLetter,
  type DeadLetterPage,
  DeadLetterPosition,
} from '@mambogo/contracts/api/dead-letters.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { z } from 'zod';

/** The position of the last dead letter of a page. Kept short because it is part of a URL. */
const PagePosition = z.tuple([DeadLetterPosition.shape.filedAt, DeadLetterPosition.shape.id, Consumer]);
type PagePosition = z.infer<typeof PagePosition>;

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly size: number;
}

/**
 * The page of one service after a cursor.
 * @param find its dead letters from a position on (inclusive), in the order of pages
 */
export async function pageOfDeadLetters(
  { cursor, size }: PageQuery,
  find: (from: DeadLetterPosition | undefined, limit: number) => Promise<readonly DeadLetter[]>,
): Promise<DeadLetterPage> {
  const after = cursor ? decodeCursor(cursor, PagePosition) : undefined;
  const from = after && { filedAt: after[0], id: after[1] };
  // The first may be the one at the cursor; another one shows whether there is a next page.
  const found = (await find(from, size + 2)).filter((one) => !after || comparePositions(positionOf(one), after) > 0);
  return pageOf(found, size, false);
}

/** Merges pages of the same size after the same cursor. */
export function mergePages(pages: readonly DeadLetterPage[], size: number): DeadLetterPage {
  const merged = pages.flatMap(({ items }) => items).sort((a, b) => comparePositions(positionOf(a), positionOf(b)));
  return pageOf(
    merged,
    size,
    pages.some(({ next }) => next !== undefined),
  );
}

function pageOf(sorted: readonly DeadLetter[], size: number, hasMore: boolean): DeadLetterPage {
  const items = sorted.slice(0, size);
  const last = items.at(-1);
  const next = last && (hasMore || sorted.length > size) ? encodeCursor(positionOf(last)) : undefined;
  return { items, next, unavailable: [] };
}

const positionOf = ({ filedAt, id, service }: DeadLetter): PagePosition => [filedAt, id, service];

const comparePositions = ([atA, idA, serviceA]: PagePosition, [atB, idB, serviceB]: PagePosition): number =>
  compareText(atB, atA) || compareText(idB, idA) || compareText(serviceA, serviceB);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
