/**
 * A cart and what its owner may do with it. Pure. Every function answers the cart as it then is, the very same one when
 * nothing changed; who stores it gives it a new version.
 */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
import type { CustomerId, ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** A product as last shown to the owner, and how many they want. */
export type CartLine = Omit<QuoteLine, 'status'> & {
  readonly quantity: number;
  /** Given when it is first stored; a product that was taken out and put in again has another one. */
  readonly lineId?: string | undefined;
};

export interface Cart {
  /** In the order in which they were first added. */
  readonly lines: readonly CartLine[];
  /** The latest orders that were taken out and guests' carts that were merged already: the inbox. */
  readonly applied: readonly string[];
  /** The latest Idempotency-Keys, each with what was asked for under it. */
  readonly keys?: readonly { readonly key: string; readonly request: string }[] | undefined;
  /** Whose this guest's cart has become: frozen, nobody fills or sees it any more. */
  readonly mergedInto?: CustomerId | undefined;
  /** A person who was erased had it: it stays empty. */
  readonly erased?: true | undefined;
}

export const emptyCart: Cart = { lines: [], applied: [] };

/** @throws Problem unprocessable past the limits on pieces of a product and on lines */
export function addItem(cart: Cart, product: QuoteLine, quantity: number): Cart {
  const there = quantityOf(cart, product.productId);
  const { max } = limits.cartQuantity;
  if (there + quantity > max)
    throw new Problem(
      'unprocessable',
      there === 0
        ? `a cart takes ${max} pieces of a product at most`
        : `a cart takes ${max} pieces of a product at most, and has ${there} of it already`,
      { errors: [{ pointer: '/quantity', detail: `at most ${max - there}` }] },
    );
  return setItem(cart, product, there + quantity);
}

/** Sets how many of a product there are, putting it in when it is not there. @throws Problem as addItem does */
export function setItem(cart: Cart, { status: _, ...product }: QuoteLine, quantity: number): Cart {
  const there = quantityOf(cart, product.productId);
  if (there === quantity) return cart;
  if (there === 0 && cart.lines.length >= limits.cartLines)
    throw new Problem('unprocessable', `a cart takes ${limits.cartLines} different products at most`);
  const line = { ...product, quantity };
  const lines =
    there === 0
      ? [...cart.lines, line]
      : cart.lines.map((one) => (one.productId === product.productId ? { ...line, lineId: one.lineId } : one));
  return { ...cart, lines };
}

/** Taking out what is not there changes nothing. */
export const removeItem = (cart: Cart, productId: ProductId): Cart =>
  quantityOf(cart, productId) === 0
    ? cart
    : { ...cart, lines: cart.lines.filter((line) => line.productId !== productId) };

export const removeAll = (cart: Cart): Cart => (cart.lines.length === 0 ? cart : { ...cart, lines: [] });

const quantityOf = (cart: Cart, productId: ProductId): number =>
  cart.lines.find((line) => line.productId === productId)?.quantity ?? 0;
