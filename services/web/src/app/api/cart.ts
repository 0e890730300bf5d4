/** The cart: a guest's is identified by a cookie, a customer's by the token. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import * as endpoints from '@mambogo/contracts/endpoints/cart.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';

/** Disabled until it is known whose cart it is. */
export const cartQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['cart', owner],
    queryFn: ({ signal }) => api.call(endpoints.getCart, { signal }),
    enabled: owner !== undefined,
    staleTime: 10_000,
  });

export const addToCart = (productId: string, quantity: number): Promise<Cart> =>
  api.call(endpoints.addCartItem, { body: { productId, quantity }, idempotencyKey: newIdempotencyKey() });
export const setCartQuantity = (productId: string, quantity: number): Promise<Cart> =>
  api.call(endpoints.setCartItem, { params: { productId }, body: { quantity } });
export const removeFromCart = (productId: string): Promise<Cart> =>
  api.call(endpoints.removeCartItem, { params: { productId } });
export const mergeCart = (): Promise<Cart> => api.call(endpoints.mergeCart);
