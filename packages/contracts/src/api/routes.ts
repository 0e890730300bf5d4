/** Every public route. What is not in this list can't be reached from outside. */
import type { Route } from '../route.ts';
import * as cart from './cart.ts';
import * as inventory from './inventory.ts';
import * as orders from './orders.ts';
import * as payments from './payments.ts';
import * as products from './products.ts';

export const routes: readonly Route[] = [
  products.listProducts,
  products.getProduct,
  products.listCategories,
  products.createProduct,
  products.changeProduct,
  products.retireProduct,
  products.createCategory,
  cart.getCart,
  cart.emptyCart,
  cart.addCartItem,
  cart.setCartItem,
  cart.removeCartItem,
  orders.placeOrder,
  orders.listOrders,
  orders.getOrder,
  orders.getTimeline,
  orders.followOrder,
  payments.getPayment,
  inventory.getStock,
  inventory.listStock,
  inventory.listMovements,
  inventory.receiveStock,
  inventory.adjustStock,
];
