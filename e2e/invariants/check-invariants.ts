/**
 * Checks all invariants on a live system. The shop keeps changing between reads of different stores, so violations are checked
 * a second time, and only those found both times count.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { comparisons, readStoreSnapshot } from './cross-store-comparisons.ts';
import { countDeadLetters, type DeadLetterCount, noReplayableDeadLetters } from './dead-letters.ts';
import { hashChains } from './hash-chains.ts';
import { fromSql, type Invariant, type Violation } from './invariant.ts';
import { type InFlight, listInFlight } from './list-in-flight.ts';
import { published } from './publication-invariants.ts';
import { type Stores, StoreUnreadable, withStores } from './stores.ts';
import { summariesAreFolds } from './summaries-are-folds.ts';
import { withinServices } from './within-services.ts';

export interface Violations {
  /** Of the invariant. */
  readonly name: string;
  readonly violations: readonly Violation[];
}

export interface Report {
  readonly invariants: readonly Violations[];
  readonly inFlight: readonly InFlight[];
  readonly deadLetters: readonly DeadLetterCount[];
}

/** Each can be checked whatever is in flight. */
const liveInvariants: readonly Invariant[] = [
  ...withinServices.map(fromSql),
  ...hashChains,
  summariesAreFolds,
  noReplayableDeadLetters,
];
const publicationInvariants: readonly Invariant[] = published.map(fromSql);

/** Milliseconds between the two checks. */
const recheckDelayMs = 2_000;

export const checkShop = (shop: ShopAddresses): Promise<Report> => withStores(shop, checkInvariants);

export async function checkInvariants(stores: Stores, pause = recheckDelayMs): Promise<Report> {
  const first = await checkOnce(stores);
  if (first.invariants.every(({ violations }) => violations.length === 0)) return first;
  await wait(pause);
  const second = await checkOnce(stores);
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

async function checkOnce(stores: Stores): Promise<Report> {
  try {
    const results: Violations[] = [];
    // One after the other: the shop keeps running and needs the machine too.
    for (const { name, find } of liveInvariants) results.push({ name, violations: await find(stores) });
    const snapshot = await readStoreSnapshot(stores);
    const unpublished: Violations[] = [];
    for (const { name, find } of publicationInvariants) unpublished.push({ name, violations: await find(stores) });
    const inFlight = await listInFlight(stores);
    const busy = new Set(inFlight.map(({ id }) => id));
    const atRest = (id: string) => !busy.has(id);
    for (const { name, violations } of unpublished)
      results.push({ name, violations: violations.filter(({ id }) => atRest(id)) });
    for (const { name, compare } of comparisons) results.push({ name, violations: compare(snapshot, atRest) });
    return { invariants: results, inFlight, deadLetters: await countDeadLetters(stores) };
  } catch (error) {
    throw error instanceof StoreUnreadable ? error : new StoreUnreadable('a store', error);
  }
}
