/** The routes of the cart service. */
import { addItemApi } from './api/add-item.ts';
import { emptyCartApi } from './api/empty-cart.ts';
import { getCartApi } from './api/get-cart.ts';
import { getPricedCartApi } from './api/get-priced-cart.ts';
import { mergeCartApi } from './api/merge-cart.ts';
import { removeItemApi } from './api/remove-item.ts';
import { setItemApi } from './api/set-item.ts';

export const cartApi = [
  getCartApi,
  emptyCartApi,
  addItemApi,
  setItemApi,
  removeItemApi,
  mergeCartApi,
  getPricedCartApi,
];
