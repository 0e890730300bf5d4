/**
 * POST /cart/merge: a guest has logged in. The guest's cart is frozen, then added to the customer's; only then is the cookie
 * cleared. It is merged exactly once, also on repeated requests and after a crash at any point. A guest's cart never changes
 * the customer it was merged into.
 */
import { mergeCart } from '@mambogo/contracts/api/cart.ts';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { freezeForMerge, mergeGuestLines } from '../domain/merge-guest-lines.ts';
import type { CartStore } from '../store/cart-store.ts';
import { type GuestId, ownerOfGuest } from '../store/owner.ts';
import { toCartView } from './cart-view.ts';
import { customerIdOf } from './customer-of.ts';
import { guestIdOf } from './guest-of.ts';
import { refreshCartPrices } from './refresh-cart-prices.ts';

export const mergeCartApi = (context: Context) =>
  handleRoute(mergeCart, async ({ caller, request, response }) => {
    const customerId = customerIdOf(caller);
    const guest = await guestIdOf(context, request);
    if (guest) await merge(context.carts, guest, customerId);
    const cart = await refreshCartPrices(context, customerId);
    context.guestCookies.clear(response);
    return toCartView(cart, context.settings.CURRENCY);
  });

async function merge(carts: CartStore, guest: GuestId, customerId: CustomerId): Promise<void> {
  const { mergedInto, lines } = await carts.change(ownerOfGuest(guest), (cart) => freezeForMerge(cart, customerId));
  if (mergedInto === customerId) await carts.change(customerId, (cart) => mergeGuestLines(cart, guest, lines));
}
