/** The shop of the restore's nightly test: applied with backups on a volume and frequent checks, and deleted with its data. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Progress } from '@mambogo/local/supervisor/progress.ts';
import { exchange } from '../shopper/exchange.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { ProblemError } from '../shopper/problem-error.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { root, type Tools } from './cluster.ts';
import { deleteWithData, describeShop } from './shop-in-cluster.ts';

const shop = { namespace: 'demo', name: 'shop' };
const where = ['--namespace', shop.namespace] as const;
const url = 'http://demo.localhost';
const timeoutMs = 600_000;

export function backedUpShop(tools: Tools, progress: Progress) {
  const kubectl = (...args: string[]) => tools.kubectl(args);
  async function applyShop(): Promise<void> {
    const services = ['order', 'payment', 'inventory', 'product'];
    const pods = services.map((name) => [name, { env: [{ name: 'INVARIANTS_SECONDS', value: '5' }] }]);
    const spec = { backup: { destination: { volumeClaim: { claimName: 'backups' } } }, pods: Object.fromEntries(pods) };
    const merge = ['patch', '--local', '-f', join(root, 'storefronts/demo.yaml'), '--type=merge'];
    const object = await tools.kubectl([...merge, `--patch=${JSON.stringify({ spec })}`, '--output=json']);
    await tools.kubectl(['apply', '-f', '-'], object);
  }

  async function untilReady(): Promise<void> {
    try {
      await kubectl('wait', 'storefront', shop.name, ...where, '--for=condition=Ready', '--timeout=400s');
      await waitUntil(
        'it answers',
        async () => (await exchange(new URL('/healthz/ready', url))).status === 200,
        60_000,
      );
    } catch (error) {
      progress.print(await describeShop(tools.kubectl, shop));
      throw error;
    }
  }

  async function statusOf(kind: string, name: string): Promise<Record<string, string>> {
    const text = await kubectl('get', kind, name, ...where, '--output=jsonpath={.status}');
    return text === '' ? {} : JSON.parse(text);
  }

  async function ended(kind: string, name: string, meanwhile = async () => undefined as unknown) {
    let status: Record<string, string> = {};
    await waitUntil(
      `${kind} ${name} has ended`,
      async () => {
        await meanwhile();
        status = await statusOf(kind, name);
        return status.phase === 'Completed' || status.phase === 'Failed';
      },
      timeoutMs,
    );
    if (status.phase === 'Failed') progress.print(await kubectl('get', 'pods,jobs', ...where, '--output=wide'));
    assert.equal(status.phase, 'Completed', JSON.stringify(status));
    return status;
  }
  return { deleteWithData: () => deleteWithData(tools.kubectl, shop), applyShop, untilReady, ended };
}

/** Number of an order of a product that has enough pieces. */
export async function buy(): Promise<string> {
  const shopper = await logInShopper(url, 'demo', 'demo');
  const { id } = await (await logInMerchant(url)).offer(10);
  for (;;) {
    await shopper.emptyCart();
    await shopper.addToCart(id, 1);
    try {
      return (await shopper.placeOrder({ token: 'tok_ok' })).number;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 409) throw error;
    }
  }
}
