/**
 * POST /cart/merge: a guest has logged in. Their cart is frozen, then added to the customer's, once however often this is
 * asked and wherever it breaks off; only then is the cookie cleared. What a guest's cart was merged into stays so.
 */
import { mergeCart } from '@mambogo/contracts/api/cart.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import { freeze, mergeGuest } from '../domain/merge-guest.ts';
import type { CartStore } from '../store/cart-store.ts';
import { type GuestId, ownerOfGuest } from '../store/owner.ts';
import { showCart } from './cart-view.ts';
import { currentCart } from './current-cart.ts';
import { customerOf } from './customer-of.ts';
import { guestOf } from './guest-of.ts';

export const mergeCartApi = (context: Context) =>
  handleRoute(mergeCart, async ({ caller, request, response }) => {
    const customerId = customerOf(caller);
    const guest = await guestOf(context, request);
    if (guest) await merge(context.carts, guest, customerId);
    const cart = await currentCart(context, customerId);
    context.guestCookies.forget(response);
    return showCart(cart, context.settings.CURRENCY);
  });

async function merge(carts: CartStore, guest: GuestId, customerId: CustomerId): Promise<void> {
  const { mergedInto, lines } = await carts.change(ownerOfGuest(guest), (cart) => freeze(cart, customerId));
  if (mergedInto === customerId) await carts.change(customerId, (cart) => mergeGuest(cart, guest, lines));
}
