/** What clients, the broker and the provider do to a simulated shop: each starts a task of an instance. */

import { createHmac, randomUUID } from 'node:crypto';
import {
  AdminOrder,
  cancelAnyOrder,
  deliverOrder,
  refundOrder,
  shipOrder,
} from '@mambogo/contracts/api/admin-orders.ts';
import { addCartItem, Cart, emptyCart } from '@mambogo/contracts/api/cart.ts';
import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import { placeOrder as placeOrderRoute } from '@mambogo/contracts/api/orders.ts';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { type CustomerId, newId, OrderId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { z } from 'zod';
import { tokenOf } from './base-context.ts';
import type { Consumer, Message } from './broker.ts';
import { products } from './initial-stock.ts';
import { injectRequest } from './inject-request.ts';
import type { Instance } from './instance.ts';
import { type WantedAction, workerIntent } from './intent.ts';
import { callbackSecret } from './run-payment.ts';
import type { Shop } from './shop.ts';

const address = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };

/** A customer's request for an order, repeated with the same key until it has a final response. */
export interface Purchase {
  readonly customer: CustomerId;
  readonly key: string;
  readonly body: object;
  readonly token: string;
  /** The status of a final response. */
  answered?: number;
  orderId?: OrderId;
}

const Placed = z.object({ id: OrderId });

/** Fills the customer's cart; returns the request to order it. */
export async function fillCart(
  { cart }: Shop,
  customer: CustomerId,
  quantities: readonly number[],
  token: string,
): Promise<Purchase> {
  const headers = tokenOf(customer, 'customer');
  await injectRequest(cart.app, 'DELETE', emptyCart.path, undefined, headers);
  let shown: unknown;
  for (const [i, quantity] of quantities.entries()) {
    const item = { productId: products[i]?.id, quantity };
    if (quantity > 0) shown = (await injectRequest(cart.app, 'POST', addCartItem.path, item, headers)).body;
  }
  const { version, total } = Cart.parse(shown);
  const payment = { method: 'card', token };
  const body = { cartVersion: version, shippingAddress: address, payment, expectedTotal: total };
  return { customer, key: randomUUID(), body, token };
}

export const placeOrder = (shop: Shop, instance: Instance, purchase: Purchase): void => {
  const { name, app } = instance;
  shop.gate.start(
    instance,
    `${name} places an order`,
    async () => {
      const headers = { ...tokenOf(purchase.customer, 'customer'), 'idempotency-key': purchase.key };
      const { status, body } = await injectRequest(app, 'POST', placeOrderRoute.path, purchase.body, headers);
      if (instance.dead) return;
      shop.log(`an order request returned ${status}`);
      if (status >= 500 || status === 409) return;
      purchase.answered = status;
      if (status === 202) purchase.orderId = Placed.parse(body).id;
    },
    { type: 'place', token: purchase.token },
  );
};

export interface OrderRequest {
  readonly path: string;
  readonly body?: object;
  readonly role: 'customer' | 'merchant';
  readonly action: WantedAction;
}

const pay = (token: string): OrderRequest => ({
  ...{ role: 'customer', path: payOrder.path, body: { token }, action: { type: 'pay', token } },
});
const refund = (amount?: Money, goods?: readonly RefundedGoods[]): OrderRequest => ({
  ...{ role: 'merchant', path: refundOrder.path, body: { reason: 'sorry', amount, goods } },
  action: { type: 'refund', ...(amount ? { amount } : {}), ...(goods ? { goods } : {}) },
});
const refundGoods = (restock: boolean): OrderRequest =>
  refund(
    undefined,
    products.slice(0, 1).map(({ id: productId }) => ({ productId, quantity: 1, restock })),
  );
const shipment = { carrier: 'Post', trackingNumber: '1' };

export const orderRequests: readonly OrderRequest[] = [
  { role: 'customer', path: cancelOrder.path, action: { type: 'cancel', by: 'customer' } },
  ...['tok_ok', 'tok_late', 'tok_insufficient_funds'].map(pay),
  {
    ...{ role: 'merchant', path: cancelAnyOrder.path, body: { reason: 'sold out' } },
    action: { type: 'cancel', by: 'merchant' },
  },
  refund(),
  refund({ amount: 100, currency: 'USD' }),
  refundGoods(true),
  refundGoods(false),
  { role: 'merchant', path: shipOrder.path, body: shipment, action: { type: 'ship', shipment } },
  { role: 'merchant', path: deliverOrder.path, action: { type: 'deliver' } },
];

export function sendOrderRequest(
  shop: Shop,
  instance: Instance,
  { customer, orderId }: Purchase,
  { path, body, role, action }: OrderRequest,
): void {
  if (!orderId) return;
  const own = path.replace('{id}', orderId);
  shop.gate.start(
    instance,
    `${role} asks ${instance.name}: ${path}`,
    async () => {
      const headers = { ...tokenOf(role === 'customer' ? customer : newId(), role), 'idempotency-key': randomUUID() };
      const { status, body: answer } = await injectRequest(instance.app, 'POST', own, body, headers);
      if (!instance.dead) shop.log(`${path} returned ${status}`);
      if (status < 300 && role === 'merchant') AdminOrder.parse(answer);
    },
    { type: 'order-action', orderId, action },
  );
}

export function deliver(
  shop: Shop,
  consumer: Consumer,
  instance: Instance,
  messages: readonly Message[],
  ackLost: boolean,
): void {
  shop.gate.start(
    instance,
    `${instance.name} gets ${messages.map(nameOf).join(', ')}`,
    () => shop.broker.deliver(consumer, instance.app, messages, () => instance.dead || ackLost),
    { type: 'deliver', events: messages.map(({ event }) => Identified.parse(event).id) },
  );
}

const Identified = z.object({ id: z.string() });

/** Product and cart have one instance and no gate: a delivery is one step. */
export async function deliverDirectly(
  shop: Shop,
  consumer: 'product' | 'cart',
  message: Message,
  twice: boolean,
): Promise<void> {
  await shop.broker.deliver(consumer, shop[consumer].app, [message], () => twice);
}

const Named = z.object({ type: z.string(), subject: z.string() });
export const nameOf = ({ event }: Message): string => {
  const { type, subject } = Named.parse(event);
  return `${type.replace(/^com\.mambogo\.|\.v1$/g, '')} of ${subject.slice(-4)}`;
};

export const runWorker = (shop: Shop, instance: Instance, run: string, body: () => Promise<unknown>): void =>
  void shop.gate.start(instance, `${instance.name}: ${run}`, body, workerIntent(run));

const callbackPath = pathOf(paymentCallback, { params: { provider: 'simulator' } });

/** The provider sends a callback about a charge: at any time, any number of times. */
export function sendCallback(shop: Shop, instance: Instance, name: string): void {
  const body = JSON.stringify({ id: randomUUID(), type: 'charge.changed', data: { reference: name } });
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', callbackSecret).update(`${at}.${body}`).digest('hex');
  shop.gate.start(
    instance,
    `${instance.name} gets a callback about ${name}`,
    async () => {
      const headers = { 'psp-signature': `t=${at},v1=${signature}` };
      const { status } = await injectRequest(instance.app, 'POST', callbackPath, body, headers);
      if (status === 202 && !instance.dead) shop.provider.unacknowledged.delete(name);
    },
    { type: 'callback' },
  );
}
