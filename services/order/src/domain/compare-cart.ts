/** Compares the cart as shown with the catalogue's current prices. Pure. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Quote } from '@mambogo/contracts/api/internal-quote.ts';
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import { type Money, sameMoney, sum, times } from '@mambogo/contracts/money.ts';

export interface CartComparison {
  /** The lines as the cart shows them. */
  readonly oldLines: readonly OrderLine[];
  /** The lines at the catalogue's current prices, without products that are no longer sold. */
  readonly newLines: readonly OrderLine[];
  /** Of the new lines, before discounts, shipping and taxes. */
  readonly goodsTotal: Money;
  /** Whether every price is as the cart shows it. */
  readonly hasShownPrices: boolean;
  /** The new lines, each with the id of its cart line. */
  readonly bought: readonly BoughtLine[];
}

export function compareCart(cart: Cart, quote: Quote): CartComparison {
  const products = new Map(quote.lines.map((line) => [line.productId, line]));
  const oldLines = cart.items.map(({ productId, sku, name, unitPrice, quantity, lineTotal }) => ({
    productId,
    sku,
    name,
    unitPrice,
    quantity,
    lineTotal,
  }));
  const newLines = oldLines.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    if (product?.status !== 'active') return [];
    const { sku, name, unitPrice } = product;
    return [{ productId, sku, name, unitPrice, quantity, lineTotal: times(unitPrice, quantity) }];
  });
  const goodsTotal = sum(
    newLines[0]?.unitPrice.currency ?? cart.total.currency,
    newLines.map(({ lineTotal }) => lineTotal),
  );
  const lineIds = new Map(cart.items.map(({ productId, lineId }) => [productId, lineId]));
  return {
    oldLines,
    newLines,
    goodsTotal,
    bought: newLines.map((line) => ({ ...line, cartLineId: lineIds.get(line.productId) })),
    hasShownPrices: newLines.length === oldLines.length && oldLines.every((line, i) => samePrice(line, newLines[i])),
  };
}

const samePrice = (line: OrderLine, current: OrderLine | undefined): boolean =>
  current !== undefined && sameMoney(line.unitPrice, current.unitPrice);
