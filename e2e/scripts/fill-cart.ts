/** The items that `npm run buy` orders: something in stock, or more of something than is in stock. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Shopper } from '../shopper/shopper.ts';

export interface CartSelection {
  readonly product: Product;
  readonly quantity: number;
}

/** One or two products in stock, worth an order together. */
export async function pickInStock(shopper: Shopper): Promise<readonly CartSelection[]> {
  const { items, total } = await shopper.browse({ availability: 'in-stock', size: 100 });
  const affordable = shuffle(items).filter(({ price }) => price.amount <= totals(price).max / 4);
  const [first, second] = affordable;
  if (!first) throw new Error(`nothing to buy: none of ${total} products in stock is affordable`);
  const picked = [{ product: first, quantity: minStock(first, 2) }];
  return second ? [...picked, { product: second, quantity: minStock(second, 1) }] : picked;
}

/** One piece too many of a product whose stock fits into a cart; beside it a product in stock. */
export async function pickTooMany(shopper: Shopper): Promise<readonly CartSelection[]> {
  const scarce = await Promise.all([
    shopper.browse({ availability: 'low-stock', size: 100 }),
    shopper.browse({ availability: 'out-of-stock', size: 100 }),
  ]);
  const most = limits.cartQuantity.max;
  for (const product of scarce.flatMap(({ items }) => shuffle(items))) {
    const quantity = (await shopper.stock(product.id)).available + 1;
    const worth = product.price.amount * quantity;
    if (quantity > most || worth < totals(product.price).min || worth > totals(product.price).max * 0.9) continue;
    const beside = (await pickInStock(shopper)).find(
      (one) => one.product.price.amount <= totals(one.product.price).max * 0.1,
    );
    return beside
      ? [
          { product, quantity },
          { ...beside, quantity: 1 },
        ]
      : [{ product, quantity }];
  }
  throw new Error(`every product has more than the ${most} pieces in stock that a cart can hold`);
}

export async function fillCart(shopper: Shopper, selection: readonly CartSelection[]): Promise<Cart> {
  await shopper.emptyCart();
  for (const { product, quantity } of selection) await shopper.addToCart(product.id, quantity);
  return shopper.cart();
}

/** At least `pieces`, and enough for the minimum of an order. */
const minStock = ({ price }: Product, pieces: number): number =>
  Math.min(limits.cartQuantity.max, Math.max(pieces, Math.ceil(totals(price).min / price.amount)));

/** Default, when the shop does not provide its own. */
const totals = ({ currency }: Product['price']) => amountRules(currency).orderTotal;

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
