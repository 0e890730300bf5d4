/** Reads of the catalogue at full speed: every second one a list, the others products. */
import type { ShopperPool } from '../shopper-pool.ts';

/** @returns reads per second of all shoppers together */
export async function runReads({ shoppers, products }: ShopperPool, each: number): Promise<number> {
  const began = performance.now();
  await Promise.all(
    shoppers.map(async (shopper, index) => {
      for (let round = 0; round < each; round += 1) {
        const product = products[(index + round) % products.length];
        if (!product) throw new Error('no products to read');
        await (round % 2 === 0 ? shopper.browse({ category: product.category.slug }) : shopper.product(product.id));
      }
    }),
  );
  return (shoppers.length * each) / ((performance.now() - began) / 1_000);
}
