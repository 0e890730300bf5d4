/**
 * Updates a cart from the catalogue. Pure. Names, prices and availability come from the catalogue. A product that is no longer
 * sold stays as last shown, out of stock: its owner sees it and removes it.
 */
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { sameMoney } from '@mambogo/contracts/money.ts';
import type { Cart, CartLine } from './cart.ts';

export function reprice(cart: Cart, products: readonly QuoteLine[]): Cart {
  const byId = new Map(products.map((product) => [product.productId, product]));
  return { ...cart, lines: cart.lines.map((line) => currentLine(line, byId.get(line.productId))) };
}

function currentLine(line: CartLine, product: QuoteLine | undefined): CartLine {
  if (product?.status !== 'active') return { ...line, availability: 'out-of-stock' };
  const { status: _, ...shown } = product;
  return { ...shown, lineId: line.lineId, quantity: line.quantity };
}

/** Whether both carts have the same products, quantities and prices: agreeing to one is agreeing to the other. */
export const isSameOffer = (one: Cart, other: Cart): boolean =>
  one.lines.length === other.lines.length &&
  one.lines.every((line, i) => {
    const counterpart = other.lines[i];
    return (
      counterpart !== undefined &&
      counterpart.productId === line.productId &&
      counterpart.quantity === line.quantity &&
      sameMoney(counterpart.unitPrice, line.unitPrice)
    );
  });
