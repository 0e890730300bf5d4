/** Tests: settings of a running shop, changed by Git commits: in force everywhere, whatever stops in between. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { cloneRepository, type GitClone } from '@mambogo/testing/git-clone.ts';
import type { Shop } from '../shop/shop.ts';

/** Tests of a running shop with its default rate limits. */
export function testPushedSettings(shopOf: () => Shop): void {
  let shop: Shop;
  /** URLs of two gateways. */
  let gateways: string[];
  let clone: GitClone;

  before(async () => {
    shop = shopOf();
    const ports = [shop.ports.services.gateway, await shop.addInstance('gateway')];
    gateways = ports.map((port) => `http://127.0.0.1:${port}`);
    clone = cloneRepository(join(shop.folders.data, 'config', 'settings.git'));
  });

  after(() => clone?.remove());

  const push = (text: string) => clone.push('gateway.yml', text);
  const pushLimit = (limit: number) => push(`rateLimits:\n  products: { address: ${limit} }\n`);

  const products = async (gateway: string) => {
    const response = await fetch(`${gateway}${pathOf(listProducts, { query: { size: 1 } })}`);
    await response.body?.cancel();
    const [, limit] = /"products-address";q=(\d+)/.exec(response.headers.get('ratelimit-policy') ?? '') ?? [];
    return { status: response.status, limit: Number(limit) };
  };
  const isEverywhere = async (limit: number) =>
    (await Promise.all(gateways.map(products))).every((response) => response.limit === limit);
  const untilEverywhere = (limit: number) =>
    waitUntil(`the limit ${limit} is in force everywhere`, () => isEverywhere(limit), 20_000);

  it('a commit is in force on every instance within two seconds, and no request fails', async () => {
    assert.ok(await isEverywhere(2_000), 'the default');
    const statuses = new Set<number>();
    let isOver = false;
    const requests = gateways.map(async (gateway) => {
      while (!isOver) statuses.add((await products(gateway)).status);
    });
    pushLimit(1_900);
    const pushed = performance.now();
    await untilEverywhere(1_900);
    const milliseconds = performance.now() - pushed;
    isOver = true;
    await Promise.all(requests);
    assert.ok(milliseconds < 2_000, `${milliseconds} ms`);
    assert.deepEqual([...statuses], [200]);
  });

  it('a broken file changes nothing and is named', async () => {
    push('rateLimits:\n  products: { address: 1800 }\n  carts: { user: 1 }\n');
    const ready = `http://127.0.0.1:${shop.ports.services.config}/healthz/ready`;
    await waitUntil('its health names it', async () => {
      const { trouble = '' } = (await (await fetch(ready)).json()) as { trouble?: string };
      return trouble.includes('gateway.yml line 3: rateLimits.carts: there is no such setting');
    });
    assert.ok(await isEverywhere(1_900));
  });

  it('two commits in quick succession end in the last one', async () => {
    pushLimit(1_700);
    pushLimit(1_600);
    await untilEverywhere(1_600);
  });

  it('a commit pushed while the config service is killed is in force when it is back', async () => {
    pushLimit(1_500);
    shop.kill('config');
    pushLimit(1_400);
    await untilEverywhere(1_400);
  });

  it('a service started while config is away starts with the last known settings', async () => {
    await shop.stopProcess('config');
    await shop.restart('gateway.2');
    await untilEverywhere(1_400);
    await shop.restart('config');
    pushLimit(1_300);
    await untilEverywhere(1_300);
  });

  it('serves clients of Spring Cloud Config, for whom it needs the token of its sidecar', async () => {
    const address = `http://127.0.0.1:${shop.ports.services.config}/settings/gateway/local`;
    assert.equal((await fetch(address)).status, 403);
    const headers = { 'dapr-api-token': shop.credential('config', 'app-api-token') };
    const environment = (await (await fetch(address, { headers })).json()) as Record<string, unknown>;
    assert.equal(environment.version, clone.git('rev-parse', 'HEAD'));
    assert.deepEqual(environment.propertySources, [
      { name: 'gateway.yml', source: { 'rateLimits.products.address': 1_300 } },
      { name: 'application.yml', source: {} },
    ]);
  });
}
