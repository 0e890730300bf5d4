/** A merchant goes along the whole catalogue and has goods come in where there are few. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import type { Merchant } from './merchant.ts';

export async function fillShelves(merchant: Merchant, pieces: number): Promise<{ products: number; received: number }> {
  let received = 0;
  let products = 0;
  for await (const { id } of catalogue(merchant)) {
    const { available } = await merchant.stock(id);
    products += 1;
    if (available >= pieces) continue;
    await merchant.receive(id, pieces - available);
    received += pieces - available;
  }
  return { products, received };
}

async function* catalogue({ shopper }: Merchant): AsyncGenerator<Product> {
  for (let page = 1, seen = 0, total = 1; seen < total; page += 1) {
    const answer = await shopper.browse({ page: String(page), size: '100', sort: 'createdAt' });
    if (answer.items.length === 0) return;
    yield* answer.items;
    seen += answer.items.length;
    total = answer.total;
  }
}
