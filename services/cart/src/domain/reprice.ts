/**
 * The cart as the catalogue has it now. Pure. Names, prices and availability are the catalogue's; a product it no longer
 * sells keeps what was last shown and is out of stock: its owner sees it, and takes it out.
 */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
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

/** Whether the same goods at the same prices are in both: then who agreed to one agreed to the other. */
export const isSameOffer = (one: Cart, other: Cart): boolean =>
  one.lines.length === other.lines.length &&
  one.lines.every((line, i) => {
    const twin = other.lines[i];
    return (
      twin !== undefined &&
      twin.productId === line.productId &&
      twin.quantity === line.quantity &&
      sameMoney(twin.unitPrice, line.unitPrice)
    );
  });
