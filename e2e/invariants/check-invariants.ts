/**
 * Checks everything that must hold at rest, on a live system. Between reading one store and the next the shop goes on, so
 * what is found is looked for a second time, and only what is there both times is a violation.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { comparisons, readBooks } from './across-stores.ts';
import { type UnderWay, whatIsUnderWay } from './at-rest.ts';
import { countDeadLetters, type DeadLetterCount, noHealthyEventWaits } from './dead-letters.ts';
import { hashChains } from './hash-chains.ts';
import { fromSql, type Invariant, type Violation } from './invariant.ts';
import { published } from './published.ts';
import { type Stores, StoreUnreadable, withStores } from './stores.ts';
import { summariesAreFolds } from './summaries.ts';
import { withinInventory } from './within-inventory.ts';
import { withinOrder } from './within-order.ts';
import { withinPayment } from './within-payment.ts';

export interface Violations {
  /** Of the invariant. */
  readonly name: string;
  readonly violations: readonly Violation[];
}

export interface Report {
  readonly invariants: readonly Violations[];
  readonly underWay: readonly UnderWay[];
  readonly deadLetters: readonly DeadLetterCount[];
}

/** Each may be judged whatever is under way. */
const always: readonly Invariant[] = [
  ...[...withinOrder, ...withinPayment, ...withinInventory].map(fromSql),
  ...hashChains,
  summariesAreFolds,
  noHealthyEventWaits,
];
const whenPublished: readonly Invariant[] = published.map(fromSql);

/** Milliseconds between the two looks. */
const secondLook = 2_000;

export const checkShop = (shop: ShopAddresses): Promise<Report> => withStores(shop, checkInvariants);

export async function checkInvariants(stores: Stores, pause = secondLook): Promise<Report> {
  const first = await look(stores);
  if (first.invariants.every(({ violations }) => violations.length === 0)) return first;
  await wait(pause);
  const second = await look(stores);
  return {
    ...second,
    invariants: second.invariants.map(({ name, violations }) => {
      const before = new Set(first.invariants.find((one) => one.name === name)?.violations.map(({ id }) => id));
      return { name, violations: violations.filter(({ id }) => before.has(id)) };
    }),
  };
}

export const violationsOf = ({ invariants }: Report): number =>
  invariants.reduce((sum, { violations }) => sum + violations.length, 0);

async function look(stores: Stores): Promise<Report> {
  try {
    const results: Violations[] = [];
    // One after the other: the shop goes on beside this and needs the machine too.
    for (const { name, find } of always) results.push({ name, violations: await find(stores) });
    const books = await readBooks(stores);
    const untold: Violations[] = [];
    for (const { name, find } of whenPublished) untold.push({ name, violations: await find(stores) });
    const underWay = await whatIsUnderWay(stores);
    const busy = new Set(underWay.map(({ id }) => id));
    const atRest = (id: string) => !busy.has(id);
    for (const { name, violations } of untold)
      results.push({ name, violations: violations.filter(({ id }) => atRest(id)) });
    for (const { name, compare } of comparisons) results.push({ name, violations: compare(books, atRest) });
    return { invariants: results, underWay, deadLetters: await countDeadLetters(stores) };
  } catch (error) {
    throw error instanceof StoreUnreadable ? error : new StoreUnreadable('a store', error);
  }
}
