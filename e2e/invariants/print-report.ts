/** Prints the report: a line for each invariant, with the orders that violate it. */
import type { Report } from './check-invariants.ts';

const shown = 20;

export function printReport({ invariants, inFlight, deadLetters }: Report, print: (line: string) => void): void {
  for (const { name, violations } of invariants) {
    print(`${String(violations.length).padStart(6)}  ${name}`);
    for (const { id, detail } of violations.slice(0, shown)) print(`        ${id}${detail ? `: ${detail}` : ''}`);
    if (violations.length > shown) print(`        and ${violations.length - shown} more`);
  }
  print('');
  print(inFlight.length === 0 ? 'At rest: nothing is in flight.' : `Not at rest: ${inFlight.length}`);
  for (const { what, id, age } of inFlight.slice(0, shown)) print(`        ${id}: ${what}, for ${age} s`);
  if (inFlight.length > shown) print(`        and ${inFlight.length - shown} more`);
  const counts = deadLetters.map(({ store, kind, status, letters }) => `${store}: ${letters} ${kind}, ${status}`);
  print(`Dead letters: ${counts.join('; ') || 'none'}`);
}
