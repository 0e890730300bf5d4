/** For tests: `npm start -- --observe`, what Prometheus says about it, and signals to its processes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { logInMerchant, type Merchant } from '@mambogo/e2e/shopper/merchant.ts';
import { logInShopper, type Shopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { waitUntilConfirmed } from '@mambogo/e2e/shopper/wait-until-confirmed.ts';
import { observerPorts } from '../observe/observer-ports.ts';
import { firingAlerts } from '../observe/query-prometheus.ts';
import { schemaRegistryUrl } from '../registry/schema-registry.ts';
import { shopDirs } from '../shop/shop-dirs.ts';
import { runningProcess } from '../supervisor/process-record.ts';
import { processRecordFile } from '../supervisor/supervisor.ts';
import { startRunner } from './runner-process.ts';

const offset = process.env.SHOP_PORT_OFFSET ?? '';
const parent = process.env.SHOP_DATA_PARENT ?? '';
const ports = observerPorts(Number(offset));
const url = `http://localhost:${8080 + Number(offset)}`;

export const prometheus = `http://127.0.0.1:${ports.prometheus}`;
export const zipkin = `http://127.0.0.1:${ports.zipkin}`;
export const registry = schemaRegistryUrl(Number(offset));

export async function startObservedShop(): Promise<void> {
  assert.ok(offset && parent, 'run this by `npm test` or `npm run nightly`');
  const runner = startRunner({
    args: ['--observe', '--port-offset', offset],
    env: { MAMBOGO_DATA: parent, SCRAPE_SECONDS: '5' },
  });
  await runner.waitForOutput('The shop is open', 600_000);
  for (const address of [prometheus, zipkin, registry])
    assert.ok(runner.output().includes(address), 'the addresses are printed');
}

/** To a process of the shop by its name. */
export function signal(name: string, what: NodeJS.Signals): void {
  const pid = runningProcess(processRecordFile(shopDirs(join(parent, 'shop')).run), name);
  assert.ok(pid, `${name} does not run`);
  process.kill(pid, what);
}

/** Freezes processes, and thaws them after `work`, even if it fails. */
export async function whileFrozen(names: readonly string[], work: () => Promise<void>): Promise<void> {
  for (const name of names) signal(name, 'SIGSTOP');
  try {
    await work();
  } finally {
    for (const name of names) signal(name, 'SIGCONT');
  }
}

export interface Purchase {
  readonly merchant: Merchant;
  readonly shopper: Shopper;
  readonly id: string;
}

/** Takes a broker: inventory hears of the product by an event. */
export const offerProduct = async (): Promise<Product> => (await logInMerchant(url)).offer(5);

/** @param product default: a new one */
export async function placeOrder(product?: Product): Promise<Purchase> {
  const merchant = await logInMerchant(url);
  const { id: productId } = product ?? (await merchant.offer(5));
  // A demo account: other tests on this data folder have used up the sign-ups that need no wait.
  const shopper = await logInShopper(url, 'demo', 'demo');
  const cart = await shopper.addToCart(productId, 1);
  const { id } = await shopper.placeOrder({ token: 'tok_ok', cart });
  return { merchant, shopper, id };
}

/** Resolves when the order is confirmed. */
export async function buy(): Promise<Purchase> {
  const purchase = await placeOrder();
  await waitUntilConfirmed(purchase.shopper, purchase.id);
  return purchase;
}

export const waitUntilFiring = (names: readonly string[], milliseconds: number): Promise<void> =>
  waitUntil(`${names.join(', ')} fire`, async () => isIn(await firingAlerts(prometheus), names), milliseconds);

export const waitUntilEnded = (names: readonly string[], milliseconds: number): Promise<void> =>
  waitUntil(
    `${names.join(', ')} have ended`,
    async () => (await firingAlerts(prometheus)).isDisjointFrom(new Set(names)),
    milliseconds,
  );

const isIn = (firing: ReadonlySet<string>, names: readonly string[]): boolean =>
  names.every((name) => firing.has(name));
