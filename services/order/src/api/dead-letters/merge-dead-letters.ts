/**
 * One list out of those of all services: by time, then by id, newest and highest first, then by the services' names. One
 * position in that order says where the next page begins, whatever each service has.
 */
import { Consumer, type DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { DeadLetterPosition } from '@mambogo/contracts/api/internal-dead-letters.ts';
import { z } from 'zod';

/** Of the last letter of a page. Short: it is part of an address. */
export const MergedPosition = z.tuple([DeadLetterPosition.shape.filedAt, DeadLetterPosition.shape.id, Consumer]);
export type MergedPosition = z.infer<typeof MergedPosition>;

const positionOf = ({ filedAt, id, service }: DeadLetter): MergedPosition => [filedAt, id, service];

export function mergeDeadLetters(
  letters: readonly DeadLetter[],
  size: number,
  after?: MergedPosition,
): { readonly items: DeadLetter[]; readonly next?: MergedPosition } {
  const merged = letters
    .filter((letter) => !after || comparePositions(positionOf(letter), after) > 0)
    .sort((a, b) => comparePositions(positionOf(a), positionOf(b)));
  const items = merged.slice(0, size);
  const last = items.at(-1);
  return { items, next: merged.length > size && last ? positionOf(last) : undefined };
}

const comparePositions = ([atA, idA, serviceA]: MergedPosition, [atB, idB, serviceB]: MergedPosition): number =>
  compareText(atB, atA) || compareText(idB, idA) || compareText(serviceA, serviceB);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
