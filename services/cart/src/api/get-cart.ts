/** GET /cart: the caller's cart at current prices. A guest who never put anything in has none, and stays unknown. */
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { answer } from '@mambogo/service/answer.ts';
import type { Context } from '../context.ts';
import { unusedCart } from '../store/cart-record.ts';
import { ownerOfGuest } from '../store/owner.ts';
import { showCart } from './cart-view.ts';
import { currentCart } from './current-cart.ts';
import { customerOf } from './customer-of.ts';
import { guestOf } from './guest-cookie.ts';

export const getCartApi = (context: Context) =>
  answer(getCart, async ({ caller, request }) => {
    const guest = guestOf(request);
    const owner = caller ? customerOf(caller) : guest && ownerOfGuest(guest);
    return showCart(owner ? await currentCart(context, owner) : unusedCart(), context.settings.CURRENCY);
  });
