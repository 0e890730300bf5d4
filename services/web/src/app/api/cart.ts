/** The cart: a guest's is identified by a cookie, a customer's by the token. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import { newIdempotencyKey } from './new-idempotency-key.ts';

/** Disabled until it is known whose cart it is. */
export const cartQuery = (owner: string | undefined) =>
  queryOptions({
    queryKey: ['cart', owner],
    queryFn: ({ signal }) => api.call<Cart>('/api/v1/cart', { signal }),
    enabled: owner !== undefined,
    staleTime: 10_000,
  });

const itemPath = (productId: string) => `/api/v1/cart/items/${encodeURIComponent(productId)}`;

export const addToCart = (productId: string, quantity: number): Promise<Cart> =>
  api.call('/api/v1/cart/items', {
    method: 'POST',
    body: { productId, quantity },
    idempotencyKey: newIdempotencyKey(),
  });
export const setCartQuantity = (productId: string, quantity: number): Promise<Cart> =>
  api.call(itemPath(productId), { method: 'PUT', body: { quantity } });
export const removeFromCart = (productId: string): Promise<Cart> => api.call(itemPath(productId), { method: 'DELETE' });
export const mergeCart = (): Promise<Cart> => api.call('/api/v1/cart/merge', { method: 'POST' });
