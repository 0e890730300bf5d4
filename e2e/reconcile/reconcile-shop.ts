/**
 * Brings the services of a running shop together again after the database of one of them was restored to an earlier moment
 * (docs/decisions/0047, 0050): each publishes again what it said since then, payment asks the provider about its charges and takes in
 * those it forgot, lost orders are cancelled if that is wanted. What is not right then needs a merchant.
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
  /** Milliseconds that what is under way is waited for. */
  readonly quiescenceTimeoutMs?: number;
  print(line: string): void;
}

export interface Reconciliation {
  readonly before: Report;
  readonly after: Report;
  /** What is under way still, but for what is said of lost orders. */
  readonly waiting: readonly InFlight[];
  readonly lost: readonly LostOrder[];
  /** Orders that are not lost and of which payment knows nothing, with charges that the provider has. */
  readonly unbooked: readonly string[];
}

/** Clocks of the machine and of the stores. */
const margin = 60_000;

export async function reconcileShop(shop: ShopAddresses, options: ReconcileOptions): Promise<Reconciliation> {
  const { print: say, cancelLost, quiescenceTimeoutMs: restWithin = 300_000 } = options;
  const since = new Date(options.since.getTime() - margin);
  const before = await checkShop(shop);
  for (const service of shop.model.services)
    if (service.blueprint.migrates) say(await republishService(service, since));
  const asked = await runServiceTask(serviceOf(shop, 'payment'), 'verify-charges', ['--since', since.toISOString()]);
  say(`payment: the provider is asked about ${loggedCount(asked, 'attempts')} charges`);
  // Not until all are answered: an order may wait for the very charge that payment forgot.
  await waitForQuiescence(shop, restWithin, ({ waiting }) => !waiting.some(isTravelling));
  let unbooked = await adoptCharges(shop, since, say);
  await waitForQuiescence(shop, restWithin, ({ waiting }) => waiting.length === 0);
  if (cancelLost) {
    const ids = (await readState(shop, unbooked)).lost.map(({ id }) => id);
    if (ids.length > 0) await runServiceTask(serviceOf(shop, 'order'), 'cancel-lost', ids);
    say(`order: ${ids.length} orders that were lost are cancelled`);
    await waitForQuiescence(shop, restWithin, ({ inFlight, lost }) => inFlight.length + lost.length === 0);
    // That they are cancelled is known to payment now, and so what becomes of their charges.
    if (unbooked.size > 0) unbooked = await adoptCharges(shop, since, say);
    await waitForQuiescence(shop, restWithin, ({ inFlight, lost }) => inFlight.length + lost.length === 0);
  }
  const after = await checkShop(shop);
  const { waiting, lost } = await readState(shop, unbooked);
  const orders = new Set(lost.map(({ id }) => id));
  const result = { before, after, waiting, lost, unbooked: [...unbooked].filter((id) => !orders.has(id)) };
  if (waiting.length + lost.length + result.unbooked.length + violationsOf(after) === 0) await settle(shop);
  return result;
}

/** What the provider lists gets into the books of payment; returns the orders of charges that cannot, as payment knows nothing of them. */
async function adoptCharges(
  shop: ShopAddresses,
  since: Date,
  say: (line: string) => void,
): Promise<ReadonlySet<string>> {
  const log = await runServiceTask(serviceOf(shop, 'payment'), 'adopt-charges', ['--since', since.toISOString()]);
  const { listed, adopted, unknown } = Adoption.parse(
    log
      .split('\n')
      .filter((line) => line.includes('payment.charges_adopted'))
      .map((line): unknown => JSON.parse(line))[0],
  );
  say(`payment: the provider lists ${listed} charges; ${adopted} of them were forgotten and are in the books now`);
  return new Set(unknown);
}

const Adoption = z.object({ listed: z.int(), adopted: z.int(), unknown: z.array(z.string()) });

interface State {
  readonly inFlight: readonly InFlight[];
  /** Of it, what is not about a lost order: what is said of those waits until they are cancelled. */
  readonly waiting: readonly InFlight[];
  readonly lost: readonly LostOrder[];
}

/** Twice in a row: an event on its way between two services is in no store. */
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
    // The books are not read at one moment: an order that was placed meanwhile is not lost.
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
