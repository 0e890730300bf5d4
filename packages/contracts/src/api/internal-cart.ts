/** The cart with the prices last shown to its owner, which the order service compares with the catalogue. */
import { internalRoute } from '../route.ts';
import { Cart } from './cart.ts';

export const getPricedCart = internalRoute({
  id: 'getPricedCart',
  method: 'GET',
  path: '/internal/cart',
  summary: "Get the caller's cart as last shown",
  scopes: ['cart:manage'],
  responses: { 200: Cart },
});
