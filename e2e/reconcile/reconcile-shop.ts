/**
 * Reconciles the services of a running shop after the database of one of them was restored to an earlier moment
 * (docs/decisions/0047, 0050): each service republishes its events since then, payment asks the provider about its charges and
 * adopts the forgotten ones, lost orders are cancelled if requested. Whatever is still wrong then needs a merchant.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { republishService } from '@mambogo/local/services/republish-service.ts';
import { loggedCount, runServiceTask } from '@mambogo/local/services/run-service-task.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { markRollbacksReconciled } from '@mambogo/messaging/inbox/source-rollbacks.ts';
import { z } from 'zod';
import { checkShop, type Report, violationsOf } from '../invariants/check-invariants.ts';
import { readStoreSnapshot } from '../invariants/cross-store-comparisons.ts';
import { type InFlight, isTravelling, listInFlight } from '../invariants/list-in-flight.ts';
import { databaseNames, withStores } from '../invariants/stores.ts';
import { type LostOrder, lostOrders } from './find-lost-orders.ts';

export interface ReconcileOptions {
  /** The moment to which the database was restored. */
  readonly since: Date;
  readonly cancelLost: boolean;
  /** Milliseconds to wait for work in flight. */
  readonly quiescenceTimeoutMs?: number;
  print(line: string): void;
}

export interface Reconciliation {
  readonly before: Report;
  readonly after: Report;
  /** What is still in flight, except for events about lost orders. */
  readonly waiting: readonly InFlight[];
  readonly lost: readonly LostOrder[];
  /** Orders that are not lost and unknown to payment, with charges at the provider. */
  readonly unbooked: readonly string[];
}

/** Allowance for clock differences between the machine and the stores. */
const margin = 60_000;

export async function reconcileShop(shop: ShopAddresses, options: ReconcileOptions): Promise<Reconciliation> {
  const { print, cancelLost, quiescenceTimeoutMs = 300_000 } = options;
  const since = new Date(options.since.getTime() - margin);
  const before = await checkShop(shop);
  for (const service of shop.model.services)
    if (service.blueprint.migrates && service.blueprint.emits) print(await republishService(service, since));
  const asked = await runServiceTask(serviceOf(shop, 'payment'), 'verify-charges', ['--since', since.toISOString()]);
  print(`payment: checking ${loggedCount(asked, 'attempts')} charges with the provider`);
  // Not until all are answered: an order may wait for the very charge that payment forgot.
  await waitForQuiescence(shop, quiescenceTimeoutMs, ({ waiting }) => !waiting.some(isTravelling));
  let unbooked = await adoptCharges(shop, since, print);
  await waitForQuiescence(shop, quiescenceTimeoutMs, ({ waiting }) => waiting.length === 0);
  if (cancelLost) {
    const ids = (await readState(shop, unbooked)).lost.map(({ id }) => id);
    if (ids.length > 0) await runServiceTask(serviceOf(shop, 'order'), 'cancel-lost', ids);
    print(`order: cancelled ${ids.length} lost orders`);
    await waitForQuiescence(shop, quiescenceTimeoutMs, ({ inFlight, lost }) => inFlight.length + lost.length === 0);
    // Payment knows the cancellations now, and so what to do with their charges.
    if (unbooked.size > 0) unbooked = await adoptCharges(shop, since, print);
    await waitForQuiescence(shop, quiescenceTimeoutMs, ({ inFlight, lost }) => inFlight.length + lost.length === 0);
  }
  const after = await checkShop(shop);
  const { waiting, lost } = await readState(shop, unbooked);
  const orders = new Set(lost.map(({ id }) => id));
  const result = { before, after, waiting, lost, unbooked: [...unbooked].filter((id) => !orders.has(id)) };
  if (waiting.length + lost.length + result.unbooked.length + violationsOf(after) === 0) await settle(shop);
  return result;
}

/**
 * Adds the provider's charges to payment; returns the orders of charges that payment can't adopt because it does not know them.
 */
async function adoptCharges(
  shop: ShopAddresses,
  since: Date,
  print: (line: string) => void,
): Promise<ReadonlySet<string>> {
  const log = await runServiceTask(serviceOf(shop, 'payment'), 'adopt-charges', ['--since', since.toISOString()]);
  const { listed, adopted, unknown } = Adoption.parse(
    log
      .split('\n')
      .filter((line) => line.includes('payment.charges_adopted'))
      .map((line): unknown => JSON.parse(line))[0],
  );
  print(`payment: the provider lists ${listed} charges; adopted ${adopted} forgotten ones`);
  return new Set(unknown);
}

const Adoption = z.object({ listed: z.int(), adopted: z.int(), unknown: z.array(z.string()) });

interface State {
  readonly inFlight: readonly InFlight[];
  /** The part that is not about a lost order: events about those wait until they are cancelled. */
  readonly waiting: readonly InFlight[];
  readonly lost: readonly LostOrder[];
}

/** Twice in a row: an event between two services is in no store for a moment. */
async function waitForQuiescence(
  shop: ShopAddresses,
  milliseconds: number,
  isAtRest: (state: State) => boolean,
): Promise<void> {
  const end = Date.now() + milliseconds;
  for (let times = 0; times < 2 && Date.now() < end; ) {
    times = isAtRest(await readState(shop)) ? times + 1 : 0;
    await wait(1_000);
  }
}

const readState = (shop: ShopAddresses, unbooked?: ReadonlySet<string>): Promise<State> =>
  withStores(shop, async (stores) => {
    const inFlight = await listInFlight(stores);
    const found = lostOrders(await readStoreSnapshot(stores), unbooked);
    // The stores are not read at one moment: an order placed meanwhile is not lost.
    const placed = await stores.order.query<{ id: string }[]>(
      'select id from order_summary where id = any($1::uuid[])',
      [found.map(({ id }) => id)],
    );
    const known = new Set(placed.map(({ id }) => id));
    const lost = found.filter(({ id }) => !known.has(id));
    const ids = new Set(lost.map(({ id }) => id));
    return { inFlight, waiting: inFlight.filter(({ id }) => !ids.has(id)), lost };
  });

const settle = (shop: ShopAddresses): Promise<void> =>
  withStores(shop, async (stores) => {
    for (const name of databaseNames) await markRollbacksReconciled(stores[name].manager);
  });

function serviceOf({ model }: ShopAddresses, name: 'order' | 'payment') {
  const service = model.services.find((one) => one.name === name);
  if (!service) throw new Error(`this shop has no service ${name}`);
  return service;
}
