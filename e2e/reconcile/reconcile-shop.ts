/**
 * Brings the services of a running shop together again after the database of one of them was restored to an earlier moment
 * (docs/decisions/0047): each publishes again what it said since then, payment asks the provider about its charges, lost orders are
 * cancelled if that is wanted. What is not right then needs a merchant.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { republishService } from '@mambogo/local/services/republish-service.ts';
import { loggedCount, runServiceTask } from '@mambogo/local/services/run-service-task.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { settleRollbacks } from '@mambogo/messaging/inbox/source-rollbacks.ts';
import { readBooks } from '../invariants/across-stores.ts';
import { type UnderWay, whatIsUnderWay } from '../invariants/at-rest.ts';
import { checkShop, type Report, violationsOf } from '../invariants/check-invariants.ts';
import { databaseNames, withStores } from '../invariants/stores.ts';
import { type LostOrder, lostOrders } from './lost-orders.ts';

export interface ReconcileOptions {
  /** The moment to which the database was restored. */
  readonly since: Date;
  readonly cancelLost: boolean;
  /** Milliseconds that what is under way is waited for. */
  readonly restWithin?: number;
  say(line: string): void;
}

export interface Reconciliation {
  readonly before: Report;
  readonly after: Report;
  /** What is under way still, but for what is said of lost orders. */
  readonly waiting: readonly UnderWay[];
  readonly lost: readonly LostOrder[];
}

/** Clocks of the machine and of the stores. */
const margin = 60_000;

export async function reconcileShop(shop: ShopAddresses, options: ReconcileOptions): Promise<Reconciliation> {
  const { say, cancelLost, restWithin = 300_000 } = options;
  const since = new Date(options.since.getTime() - margin);
  const before = await checkShop(shop);
  for (const service of shop.model.services)
    if (service.blueprint.migrates) say(await republishService(service, since));
  const asked = await runServiceTask(serviceOf(shop, 'payment'), 'verify-charges', ['--since', since.toISOString()]);
  say(`payment: the provider is asked about ${loggedCount(asked, 'attempts')} charges`);
  await rest(shop, restWithin, ({ waiting }) => waiting.length === 0);
  if (cancelLost) {
    const ids = (await readState(shop)).lost.map(({ id }) => id);
    if (ids.length > 0) await runServiceTask(serviceOf(shop, 'order'), 'cancel-lost', ids);
    say(`order: ${ids.length} orders that were lost are cancelled`);
    await rest(shop, restWithin, ({ underWay, lost }) => underWay.length + lost.length === 0);
  }
  const after = await checkShop(shop);
  const { waiting, lost } = await readState(shop);
  if (waiting.length === 0 && lost.length === 0 && violationsOf(after) === 0) await settle(shop);
  return { before, after, waiting, lost };
}

interface State {
  readonly underWay: readonly UnderWay[];
  /** Of it, what is not about a lost order: what is said of those waits until they are cancelled. */
  readonly waiting: readonly UnderWay[];
  readonly lost: readonly LostOrder[];
}

/** Twice in a row: an event on its way between two services is in no store. */
async function rest(shop: ShopAddresses, milliseconds: number, isAtRest: (state: State) => boolean): Promise<void> {
  const end = Date.now() + milliseconds;
  for (let times = 0; times < 2 && Date.now() < end; ) {
    times = isAtRest(await readState(shop)) ? times + 1 : 0;
    await wait(1_000);
  }
}

const readState = (shop: ShopAddresses): Promise<State> =>
  withStores(shop, async (stores) => {
    const [underWay, lost] = [await whatIsUnderWay(stores), lostOrders(await readBooks(stores))];
    const ids = new Set(lost.map(({ id }) => id));
    return { underWay, waiting: underWay.filter(({ id }) => !ids.has(id)), lost };
  });

const settle = (shop: ShopAddresses): Promise<void> =>
  withStores(shop, async (stores) => {
    for (const name of databaseNames) await settleRollbacks(stores[name].manager);
  });

function serviceOf({ model }: ShopAddresses, name: 'order' | 'payment') {
  const service = model.services.find((one) => one.name === name);
  if (!service) throw new Error(`this shop has no service ${name}`);
  return service;
}
