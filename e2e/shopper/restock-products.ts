/** A merchant walks the whole catalogue and restocks products that are short, no faster than the shop's limits allow. */
import { setTimeout as wait } from 'node:timers/promises';
import { listStock, type StockItem } from '@mambogo/contracts/api/inventory.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import type { Merchant } from './merchant.ts';
import { ProblemError } from './problem-error.ts';

export async function restockProducts(
  merchant: Merchant,
  pieces: number,
): Promise<{ products: number; received: number }> {
  let received = 0;
  let products = 0;
  const sold = new Set<string>();
  for await (const { id } of catalogue(merchant)) sold.add(id);
  for await (const { productId, available } of stock(merchant)) {
    if (!sold.has(productId)) continue;
    products += 1;
    if (available >= pieces) continue;
    await retryRateLimited(() => merchant.receive(productId, pieces - available));
    received += pieces - available;
  }
  return { products, received };
}

/** Milliseconds: limits are per minute. */
const retryDelayMs = 2_000;
const timeoutMs = 90_000;

/** A rate-limited request had no effect, so it can be retried. */
async function retryRateLimited<T>(ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.slug !== 'rate-limited' || Date.now() > end) throw error;
      await wait(retryDelayMs);
    }
  }
}

/** A hundred products per request. */
async function* stock({ shopper }: Merchant): AsyncGenerator<StockItem> {
  let cursor: string | undefined;
  do {
    const query = { cursor, size: 100 };
    const page = await retryRateLimited(() => shopper.api.call(listStock, { query }));
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}

async function* catalogue({ shopper }: Merchant): AsyncGenerator<Product> {
  for (let page = 1, seen = 0, total = 1; seen < total; page += 1) {
    const answer = await shopper.browse({ page, size: 100, sort: 'createdAt' });
    if (answer.items.length === 0) return;
    yield* answer.items;
    seen += answer.items.length;
    total = answer.total;
  }
}
