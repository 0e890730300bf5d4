/** GET /cart: the caller's cart at current prices. A guest who never put anything in has none, and stays unknown. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { type CartRecord, isKept, unusedCart } from '../store/cart-record.ts';
import { ownerOfGuest } from '../store/owner.ts';
import { showCart } from './cart-view.ts';
import { currentCart } from './current-cart.ts';
import { customerOf } from './customer-of.ts';
import { guestOf } from './guest-of.ts';

export const getCartApi = (context: Context) =>
  handleRoute(getCart, async ({ caller, request, response }) => {
    const cart = caller ? await currentCart(context, customerOf(caller)) : await guestCart(context, request, response);
    return showCart(cart, context.settings.CURRENCY);
  });

/** Who comes back with the cookie is somebody: their cart is kept, and an older cookie is given anew, signed. */
async function guestCart(context: Context, request: Request, response: Response): Promise<CartRecord> {
  const guest = await guestOf(context, request);
  if (!guest) return unusedCart();
  const owner = ownerOfGuest(guest);
  const cart = await currentCart(context, owner);
  if (cart.isNew) await context.carts.keep(owner);
  if (isKept(cart) && !context.guestCookies.read(request)?.isSigned) context.guestCookies.remember(response, guest);
  return cart;
}
