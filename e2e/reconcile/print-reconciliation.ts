/** Prints as a table what a reconciliation repaired and what is left. */
import { violationsOf } from '../invariants/check-invariants.ts';
import type { Reconciliation } from './reconcile-shop.ts';

const shown = 20;

/**
 * @param seeAll the command that lists all violations
 * @returns how many things need a merchant
 */
export function printReconciliation(result: Reconciliation, print: (line: string) => void, seeAll: string): number {
  const { before, after, waiting, lost, unbooked } = result;
  print('\n  wrong before   left   invariant');
  for (const { name, violations } of after.invariants) {
    const was = before.invariants.find((one) => one.name === name)?.violations.length ?? 0;
    if (was + violations.length > 0) print(row(was, violations.length, name));
  }
  print(row(before.inFlight.length, waiting.length, 'nothing is in flight'));
  print(row('', lost.length, 'no order is lost'));
  const tasks = [
    ...lost.map(
      ({ id, stock, held, unbooked: charge }) =>
        `order ${id} is lost: its stock is ${stock}, ${held} of its money is held${charge ? ', and the provider has a charge for it' : ''}`,
    ),
    ...unbooked.map((id) => `order ${id}: the provider has a charge for it that payment does not know`),
    ...after.invariants.flatMap(({ name, violations }) =>
      violations
        .filter(({ id }) => lost.every((order) => order.id !== id))
        .map(({ id, detail }) => `${id}: ${detail} (${name})`),
    ),
    ...waiting.map(({ id, what, age }) => `${id}: ${what}, for ${age} s`),
  ];
  if (tasks.length === 0) {
    print('\nAll of it holds.');
    return 0;
  }
  print('\nFor a merchant:');
  for (const task of tasks.slice(0, shown)) print(`  ${task}`);
  if (tasks.length > shown) print(`  and ${tasks.length - shown} more: ${seeAll}`);
  if (lost.length > 0)
    print(
      '\nLost orders can be cancelled, which releases their stock and refunds their money: add --cancel-lost. First check that none was shipped.',
    );
  return lost.length + unbooked.length + waiting.length + violationsOf(after);
}

const row = (was: number | string, left: number, what: string): string =>
  `${String(was).padStart(14)}${String(left).padStart(7)}   ${what}`;
