/** This shop as one side. */
import type { Contestant } from '../compare/contestant.ts';
import { journey } from '../journey.ts';
import type { Side } from './side.ts';

export function mambogoSide({ pool, cpu, stop }: Contestant): Side {
  const { products } = pool;
  const productOf = (round: number) => {
    const product = products[round % products.length];
    if (!product) throw new Error('no products to buy');
    return product;
  };
  return {
    name: 'Mambogo',
    cpu,
    stop,
    shoppers: pool.shoppers.map((shopper) => ({
      async read(round) {
        const { id, category } = productOf(round);
        await (round % 2 === 0 ? shopper.browse({ category: category.slug }) : shopper.product(id));
      },
      addToCart: async (round) => void (await shopper.addToCart(productOf(round).id, 1)),
      emptyCart: async () => void (await shopper.emptyCart()),
      buy: (round) => journey(shopper, productOf(round)),
    })),
  };
}
