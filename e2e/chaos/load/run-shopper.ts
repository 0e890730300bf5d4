/** One customer's purchases, one after another, with what may follow: a cancellation, another card, the bank's page. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { cancelOrder, payOrder } from '@mambogo/contracts/api/order-actions.ts';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { exchange } from '../../shopper/exchange.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { Gate } from '../environment/gate.ts';
import { shownCart, shownOrder } from '../history/history.ts';
import type { Random } from '../random.ts';
import { countRejection, type LoadStats, retryContext } from './load-stats.ts';
import { retryUntilAnswered } from './retry-until-answered.ts';

export interface ShopperLoadOptions {
  readonly shopper: Shopper;
  readonly products: readonly [string, ...string[]];
  readonly random: Random;
  readonly stats: LoadStats;
  readonly stop: AbortSignal;
  readonly gate: Gate;
  /** Accepted orders of this customer. */
  readonly own: string[];
  /** Whether the shop may have forgotten its response at that time, because its order database was rolled back. */
  forgot(at: number): boolean;
}

/** How many of 100 pay with which card. */
const cards: readonly (readonly [token: string, share: number])[] = [
  ['tok_ok', 44],
  ['tok_insufficient_funds', 11],
  ['tok_declined', 8],
  ['tok_twice', 8],
  ['tok_error', 8],
  ['tok_action', 9],
  ['tok_late', 6],
  ['tok_timeout', 6],
];
const isRefused = (token: string): boolean => token === 'tok_insufficient_funds' || token === 'tok_declined';
/** Milliseconds a customer follows an order before continuing. */
const timeoutMs = 8_000;

export async function runShopper(journey: ShopperLoadOptions): Promise<void> {
  const { shopper, stop, random, stats, gate } = journey;
  while (!stop.aborted) {
    await gate.passed();
    try {
      await buyOnce(journey);
    } catch (error) {
      countRejection(stats, 'buy', error);
    }
    await wait(random.between(50, 300));
  }
  await noteCart(journey, () => shopper.cart()).catch((error: unknown) => countRejection(stats, 'cart', error));
}

/** Sends a cart request and records the returned cart. */
async function noteCart({ shopper, stats }: ShopperLoadOptions, ask: () => Promise<Cart>): Promise<Cart> {
  const shown = await retryUntilAnswered(ask, retryContext(shopper.session, stats));
  stats.history.record(shopper.login, { type: 'cart', cart: shownCart(shown) });
  return shown;
}

async function buyOnce(journey: ShopperLoadOptions): Promise<void> {
  const { shopper, random, stats, products } = journey;
  const retryOptions = retryContext(shopper.session, stats);
  const token = cardOf(random);
  const lines = random.shuffle(products).slice(0, random.percent(30) ? 2 : 1);
  const cancels = random.percent(15);
  await noteCart(journey, () => shopper.emptyCart());
  for (const productId of lines) await noteCart(journey, () => shopper.addToCart(productId, random.between(1, 3)));
  const cart = await noteCart(journey, () => shopper.cart());

  const key = randomUUID();
  const placeOrder = () => shopper.placeOrder({ token, cart, idempotencyKey: key });
  stats.asked += 1;
  const order = await retryUntilAnswered(placeOrder, retryOptions);
  const at = Date.now();
  stats.placed.set(order.id, { key, token });
  journey.own.push(order.id);
  stats.history.record(shopper.login, { type: 'placed', order: shownOrder(order) });
  if (random.percent(10)) {
    const again = await retryUntilAnswered(placeOrder, retryOptions);
    if (again.id !== order.id && !journey.forgot(at)) stats.duplicated.push(key);
  }

  if (cancels) return cancelSoon(journey, order.id);
  if (isRefused(token) && random.percent(70)) return payWithAnother(journey, order.id);
  if (token === 'tok_action' && random.percent(80)) return completeBankChallenge(journey, order.id);
  if (random.percent(40))
    await waitForOrder(journey, order.id, ({ status }) => status === 'CONFIRMED' || status === 'CANCELLED');
  const [earlier] = random.shuffle(journey.own.slice(-10));
  if (earlier) await fetchOrder(journey, earlier);
}

async function cancelSoon(journey: ShopperLoadOptions, orderId: string): Promise<void> {
  await wait(journey.random.between(0, 2_000));
  await requestAction(journey, 'cancel', () =>
    journey.shopper.api.call(cancelOrder, { params: { id: orderId }, body: { reason: 'changed my mind' } }),
  );
}

async function payWithAnother(journey: ShopperLoadOptions, orderId: string): Promise<void> {
  const { shopper, random } = journey;
  const failed = await waitForOrder(
    journey,
    orderId,
    ({ status, payment }) => payment.failure !== undefined || status === 'CANCELLED',
  );
  if (failed?.status !== 'AWAITING_PAYMENT') return;
  const token = random.pick(['tok_ok', 'tok_ok', 'tok_declined', 'tok_twice']);
  const input = { params: { id: orderId }, body: { token }, idempotencyKey: randomUUID() };
  await requestAction(journey, 'pay', () => shopper.api.call(payOrder, input));
}

async function completeBankChallenge(journey: ShopperLoadOptions, orderId: string): Promise<void> {
  const order = await waitForOrder(
    journey,
    orderId,
    ({ payment, status }) => payment.action !== undefined || status === 'CANCELLED',
  );
  const url = order?.payment.action?.url;
  if (!url) return;
  const body = `decision=${journey.random.percent(75) ? 'approve' : 'decline'}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await retryUntilAnswered(
    () => exchange(url, { method: 'POST', headers, body }),
    retryContext(journey.shopper.session, journey.stats),
  );
}

/** The order once the condition holds; undefined when it does not soon. */
async function waitForOrder(
  journey: ShopperLoadOptions,
  orderId: string,
  isSo: (order: Order) => boolean,
): Promise<Order | undefined> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await wait(200)) {
    const order = await fetchOrder(journey, orderId);
    if (isSo(order)) return order;
  }
  return undefined;
}

async function fetchOrder({ shopper, stats }: ShopperLoadOptions, orderId: string): Promise<Order> {
  const order = await retryUntilAnswered(() => shopper.order(orderId), retryContext(shopper.session, stats));
  stats.history.record(shopper.login, { type: 'order', order: shownOrder(order) });
  return order;
}

async function requestAction(
  { shopper, stats }: ShopperLoadOptions,
  what: string,
  ask: () => Promise<Order>,
): Promise<void> {
  try {
    const order = await retryUntilAnswered(ask, retryContext(shopper.session, stats));
    stats.history.record(shopper.login, { type: 'order', order: shownOrder(order) });
  } catch (error) {
    countRejection(stats, what, error);
  }
}

function cardOf(random: Random): string {
  let left = random.between(1, 100);
  for (const [token, share] of cards) {
    left -= share;
    if (left <= 0) return token;
  }
  return 'tok_ok';
}
