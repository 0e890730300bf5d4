/** On its first start a shop is ready once the demo catalogue can be bought: stock reaches the catalogue by an event. */

import { setTimeout as wait } from 'node:timers/promises';
import { listProducts, ProductPage } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { StartError } from '../supervisor/start-error.ts';

const timeoutMs = 60_000;

export async function waitForCatalogue({ services }: Model, log: string): Promise<void> {
  const gateway = services.find(({ name }) => name === 'gateway');
  const seeded = services.some(({ environment }) => environment.CATALOG_SEED === 'demo');
  if (!gateway || !seeded) return;
  const path = pathOf(listProducts, { query: { availability: 'in-stock', size: 1 } });
  const address = `http://${gateway.host}:${gateway.port}${path}`;
  const end = Date.now() + timeoutMs;
  while ((await inStock(address)) === 0) {
    if (Date.now() > end) throw new StartError('the demo catalogue did not come into stock in time', { log });
    await wait(100);
  }
}

async function inStock(address: string): Promise<number> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!answer?.ok) return 0;
  return ProductPage.parse(await answer.json()).total;
}
