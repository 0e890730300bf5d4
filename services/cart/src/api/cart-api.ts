/** All that the cart service answers. */
import { addItemApi } from './add-item.ts';
import { emptyCartApi } from './empty-cart.ts';
import { getCartApi } from './get-cart.ts';
import { getPricedCartApi } from './get-priced-cart.ts';
import { mergeCartApi } from './merge-cart.ts';
import { removeItemApi } from './remove-item.ts';
import { setItemApi } from './set-item.ts';

export const cartApi = [
  getCartApi,
  emptyCartApi,
  addItemApi,
  setItemApi,
  removeItemApi,
  mergeCartApi,
  getPricedCartApi,
];
