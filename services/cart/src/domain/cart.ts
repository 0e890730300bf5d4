/**
 * A cart and its operations. Pure. Every function returns the resulting cart, the same object if nothing changed. The store
 * assigns versions.
 */
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import type { CustomerId, ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** A product as last shown to the owner, with its quantity. */
export type CartLine = Omit<QuoteLine, 'status'> & {
  readonly quantity: number;
  /** Assigned when first stored; a product that is removed and added again gets a new one. */
  readonly lineId?: string | undefined;
};

export interface Cart {
  /** In the order in which they were added. */
  readonly lines: readonly CartLine[];
  /** The inbox: ids of the latest orders removed from the cart and guests' carts merged into it. */
  readonly applied: readonly string[];
  /** The latest Idempotency-Keys, each with its request. */
  readonly keys?: readonly { readonly key: string; readonly request: string }[] | undefined;
  /** The customer whose cart this guest's cart was merged into. It is frozen and no longer shown. */
  readonly mergedInto?: CustomerId | undefined;
  /** The cart of an erased person: it stays empty. */
  readonly erased?: true | undefined;
}

export const emptyCart: Cart = { lines: [], applied: [] };

/** @throws Problem unprocessable above the limits for the quantity of a product and the number of lines */
export function addItem(cart: Cart, product: QuoteLine, quantity: number): Cart {
  const present = quantityOf(cart, product.productId);
  const { max } = limits.cartQuantity;
  if (present + quantity > max)
    throw new Problem(
      'unprocessable',
      present === 0
        ? `a cart can hold at most ${max} of a product`
        : `a cart can hold at most ${max} of a product, and it already has ${present}`,
      { errors: [{ pointer: '/quantity', detail: `at most ${max - present}` }] },
    );
  return setItem(cart, product, present + quantity);
}

/** Sets the quantity of a product, and adds it if it is not in the cart. @throws Problem like addItem */
export function setItem(cart: Cart, { status: _, ...product }: QuoteLine, quantity: number): Cart {
  const present = quantityOf(cart, product.productId);
  if (present === quantity) return cart;
  if (present === 0 && cart.lines.length >= limits.cartLines)
    throw new Problem('unprocessable', `a cart can hold at most ${limits.cartLines} different products`);
  const line = { ...product, quantity };
  const lines =
    present === 0
      ? [...cart.lines, line]
      : cart.lines.map((one) => (one.productId === product.productId ? { ...line, lineId: one.lineId } : one));
  return { ...cart, lines };
}

/** Removing a product that is not in the cart changes nothing. */
export const removeItem = (cart: Cart, productId: ProductId): Cart =>
  quantityOf(cart, productId) === 0
    ? cart
    : { ...cart, lines: cart.lines.filter((line) => line.productId !== productId) };

export const removeAll = (cart: Cart): Cart => (cart.lines.length === 0 ? cart : { ...cart, lines: [] });

const quantityOf = (cart: Cart, productId: ProductId): number =>
  cart.lines.find((line) => line.productId === productId)?.quantity ?? 0;
