/** A shopper who uses the shop over plain HTTP, through the gateway, like a script or an app. */
import { randomUUID } from 'node:crypto';
import type { Address } from '@mambogo/contracts/api/address.ts';
import { addCartItem, type Cart, emptyCart, getCart } from '@mambogo/contracts/api/cart.ts';
import { getStock, type StockLevel } from '@mambogo/contracts/api/inventory.ts';
import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import {
  followOrder as followOrderRoute,
  getOrder,
  getTimeline,
  listOrders,
  type Order,
  placeOrder,
  type TimelineEntry,
} from '@mambogo/contracts/api/orders.ts';
import { getPayment, type Payment } from '@mambogo/contracts/api/payments.ts';
import { getProduct, listProducts, type Product, type ProductPage } from '@mambogo/contracts/api/products.ts';
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { Money } from '@mambogo/contracts/money.ts';
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
  readonly shippingMethod?: string;
  readonly codes?: string[];
}

export interface Shopper {
  readonly login: string;
  readonly session: Session;
  readonly api: Api;
  browse(query?: CallInput<typeof listProducts>['query']): Promise<ProductPage>;
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
  const follow = (orderId: string, options?: FollowOptions) =>
    followOrder(new URL(pathOf(followOrderRoute, { params: { id: orderId } }), shop), session.token, options);
  const cart = () => api.call(getCart);
  return {
    login,
    session,
    api,
    browse: (query = {}) => api.call(listProducts, { query }),
    product: (productId) => api.call(getProduct, { params: { id: productId } }),
    stock: (productId) => api.call(getStock, { params: { productId } }),
    cart,
    addToCart: (productId, quantity) => api.call(addCartItem, { body: { productId, quantity } }),
    emptyCart: () => api.call(emptyCart),
    async placeOrder({
      token,
      idempotencyKey = randomUUID(),
      cart: seen,
      expectedTotal,
      shippingAddress = someAddress,
      ...terms
    }) {
      const { version, total } = seen ?? (await cart());
      return api.call(placeOrder, {
        body: {
          cartVersion: version,
          shippingAddress,
          payment: { method: 'card', token },
          expectedTotal: expectedTotal ?? total,
          ...terms,
        },
        idempotencyKey,
      });
    },
    order: (orderId) => api.call(getOrder, { params: { id: orderId } }),
    orders: async () => (await api.call(listOrders)).items,
    cancel: (orderId, reason) =>
      api.call(cancelOrder, { params: { id: orderId }, body: reason === undefined ? undefined : { reason } }),
    pay: (orderId, token, idempotencyKey = randomUUID()) =>
      api.call(payOrder, { params: { id: orderId }, body: { token }, idempotencyKey }),
    payment: (orderId) => api.call(getPayment, { params: { orderId } }),
    timeline: (orderId) => api.call(getTimeline, { params: { id: orderId } }),
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
