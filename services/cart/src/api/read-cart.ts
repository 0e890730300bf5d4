/** GET /cart: the caller's cart at current prices; and for order the customer's cart as last shown. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { type CartRecord, emptyRecord, isStored } from '../store/cart-record.ts';
import { ownerOfGuest } from '../store/owner.ts';
import { toCartView } from './cart-view.ts';
import { customerIdOf } from './customer-of.ts';
import { guestIdOf } from './guest-of.ts';
import { refreshCartPrices } from './refresh-cart-prices.ts';

/** GET /cart: the caller's cart at current prices. A guest who never added anything gets an empty cart and no id. */
export const getCartApi = (context: Context) =>
  handleRoute(getCart, async ({ caller, request, response }) => {
    const cart = caller
      ? await refreshCartPrices(context, customerIdOf(caller))
      : await guestCart(context, request, response);
    return toCartView(cart, context.settings.CURRENCY);
  });

/** A guest who returns with the cookie is real: the cart gets its full time to live, and an unsigned cookie is replaced. */
async function guestCart(context: Context, request: Request, response: Response): Promise<CartRecord> {
  const guest = await guestIdOf(context, request);
  if (!guest) return emptyRecord();
  const owner = ownerOfGuest(guest);
  const cart = await refreshCartPrices(context, owner);
  if (cart.isNew) await context.carts.keep(owner);
  if (isStored(cart) && !context.guestCookies.read(request)?.isSigned) context.guestCookies.set(response, guest);
  return cart;
}

/** GET /internal/cart: a customer's cart as last shown, which the order service compares with the catalogue. */
export const getPricedCartApi = ({ carts, settings }: Context) =>
  handleRoute(getPricedCart, async ({ caller }) =>
    toCartView(await carts.read(customerIdOf(caller)), settings.CURRENCY),
  );
