/**
 * Merges the dead letters of all services into one list, sorted by time and id in descending order, then by service name. A
 * cursor is one position in that order and is valid for all services.
 */
import { Consumer, type DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { DeadLetterPosition } from '@mambogo/contracts/api/internal-dead-letters.ts';
import { z } from 'zod';

/** The position of the last dead letter of a page. Kept short because it is part of a URL. */
export const MergedPosition = z.tuple([DeadLetterPosition.shape.filedAt, DeadLetterPosition.shape.id, Consumer]);
export type MergedPosition = z.infer<typeof MergedPosition>;

const positionOf = ({ filedAt, id, service }: DeadLetter): MergedPosition => [filedAt, id, service];

export function mergeDeadLetters(
  deadLetters: readonly DeadLetter[],
  size: number,
  after?: MergedPosition,
): { readonly items: DeadLetter[]; readonly next?: MergedPosition } {
  const merged = deadLetters
    .filter((deadLetter) => !after || comparePositions(positionOf(deadLetter), after) > 0)
    .sort((a, b) => comparePositions(positionOf(a), positionOf(b)));
  const items = merged.slice(0, size);
  const last = items.at(-1);
  return { items, next: merged.length > size && last ? positionOf(last) : undefined };
}

const comparePositions = ([atA, idA, serviceA]: MergedPosition, [atB, idB, serviceB]: MergedPosition): number =>
  compareText(atB, atA) || compareText(idB, idA) || compareText(serviceA, serviceB);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
