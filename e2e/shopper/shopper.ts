/** A shopper who uses the shop over plain HTTP, through the gateway, like a script or an app. */
import { randomUUID } from 'node:crypto';
import type { Address } from '@mambogo/contracts/api/address.ts';
import { Cart } from '@mambogo/contracts/api/cart.ts';
import { StockLevel } from '@mambogo/contracts/api/inventory.ts';
import { Order, OrderPage, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { Payment } from '@mambogo/contracts/api/payments.ts';
import { Product, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { z } from 'zod';
import { type Api, createApi } from './api.ts';
import { type FollowOptions, followOrder, type StatusEvent } from './follow-order.ts';
import { logInPages, signUpPages } from './log-in-pages.ts';
import { openSession, type Session, tokenSession } from './session.ts';

export interface PlaceOrderInput {
  /** The provider's card token. */
  readonly token: string;
  readonly idempotencyKey?: string;
  /** The cart as shown; default: its current state. */
  readonly cart?: Pick<Cart, 'version' | 'total'>;
  readonly expectedTotal?: Money;
  readonly shippingAddress?: Address;
}

export interface Shopper {
  readonly login: string;
  readonly session: Session;
  readonly api: Api;
  browse(query?: Record<string, string>): Promise<ProductPage>;
  product(productId: string): Promise<Product>;
  stock(productId: string): Promise<StockLevel>;
  cart(): Promise<Cart>;
  addToCart(productId: string, quantity: number): Promise<Cart>;
  emptyCart(): Promise<Cart>;
  placeOrder(input: PlaceOrderInput): Promise<Order>;
  order(orderId: string): Promise<Order>;
  orders(): Promise<readonly Order[]>;
  /** @param reason in the shopper's own words */
  cancel(orderId: string, reason?: string): Promise<Order>;
  /** Another card. */
  pay(orderId: string, token: string, idempotencyKey?: string): Promise<Order>;
  payment(orderId: string): Promise<Payment>;
  timeline(orderId: string): Promise<readonly TimelineEntry[]>;
  /** Every status from now on (or after an event id), across broken connections. */
  follow(orderId: string, options?: FollowOptions): AsyncGenerator<StatusEvent>;
  /** The first of these statuses; throws when none arrives in time. */
  waitFor(orderId: string, statuses: readonly Order['status'][], milliseconds?: number): Promise<Order>;
}

export const someAddress: Address = {
  name: 'Robin Example',
  line1: '1 Harbour Street',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
};

export const logInShopper = async (shop: string, login: string, password: string): Promise<Shopper> =>
  createShopper(shop, login, await openSession(shop, logInPages(login, password)));

/** A shopper with an existing access token, from any issuer the shop trusts. */
export const shopperWithToken = (shop: string, token: string): Shopper =>
  createShopper(shop, 'the owner of the token', tokenSession(token));

/** A new customer with a unique name. */
export async function signUpShopper(shop: string): Promise<Shopper> {
  const login = `shopper-${randomUUID()}`;
  return createShopper(shop, login, await openSession(shop, signUpPages(login, randomUUID())));
}

export function createShopper(shop: string, login: string, session: Session): Shopper {
  const api = createApi(shop, session.token);
  const path = (orderId: string) => `/api/v1/orders/${orderId}`;
  const follow = (orderId: string, options?: FollowOptions) =>
    followOrder(new URL(`${path(orderId)}/events`, shop), session.token, options);
  const cart = () => api.get('/api/v1/cart', Cart);
  return {
    login,
    session,
    api,
    browse: (query = {}) => api.get(`/api/v1/products?${new URLSearchParams(query)}`, ProductPage),
    product: (productId) => api.get(`/api/v1/products/${productId}`, Product),
    stock: (productId) => api.get(`/api/v1/inventory/${productId}`, StockLevel),
    cart,
    addToCart: (productId, quantity) => api.send('POST', '/api/v1/cart/items', { productId, quantity }, Cart),
    emptyCart: () => api.send('DELETE', '/api/v1/cart', undefined, Cart),
    async placeOrder({
      token,
      idempotencyKey = randomUUID(),
      cart: seen,
      expectedTotal,
      shippingAddress = someAddress,
    }) {
      const { version, total } = seen ?? (await cart());
      const body = {
        cartVersion: version,
        shippingAddress,
        payment: { method: 'card', token },
        expectedTotal: expectedTotal ?? total,
      };
      return api.send('POST', '/api/v1/orders', body, Order, { 'idempotency-key': idempotencyKey });
    },
    order: (orderId) => api.get(path(orderId), Order),
    orders: async () => (await api.get('/api/v1/orders', OrderPage)).items,
    cancel: (orderId, reason) =>
      api.send('POST', `${path(orderId)}/cancel`, reason === undefined ? undefined : { reason }, Order),
    pay: (orderId, token, key = randomUUID()) =>
      api.send('POST', `${path(orderId)}/payments`, { token }, Order, { 'idempotency-key': key }),
    payment: (orderId) => api.get(`/api/v1/payments/${orderId}`, Payment),
    timeline: (orderId) => api.get(`${path(orderId)}/timeline`, z.array(TimelineEntry)),
    follow,
    async waitFor(orderId, statuses, milliseconds = 20_000) {
      let last = 'unknown';
      for await (const { order } of follow(orderId, { signal: AbortSignal.timeout(milliseconds) })) {
        if (statuses.includes(order.status)) return order;
        last = order.status;
      }
      throw new Error(`order ${orderId} was not ${statuses.join(' or ')} within ${milliseconds} ms; it was ${last}`);
    },
  };
}
