/** One purchase after another of one customer, with what can come after it: a cancellation, another card, the bank's page. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Order } from '@mambogo/contracts/api/orders.ts';
import { exchange } from '../../shopper/exchange.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { Random } from '../random.ts';
import { persistently } from './persistently.ts';
import { countRefusal, persistence, type Tally } from './tally.ts';

export interface Journey {
  readonly shopper: Shopper;
  readonly products: readonly [string, ...string[]];
  readonly random: Random;
  readonly tally: Tally;
  readonly stop: AbortSignal;
}

/** How many of 100 pay with what. */
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
/** Milliseconds a customer looks for what becomes of an order before they turn to something else. */
const patience = 8_000;

export async function buyOn(journey: Journey): Promise<void> {
  const { stop, random, tally } = journey;
  while (!stop.aborted) {
    try {
      await buyOnce(journey);
    } catch (error) {
      countRefusal(tally, 'buy', error);
    }
    await wait(random.between(50, 300));
  }
}

async function buyOnce(journey: Journey): Promise<void> {
  const { shopper, random, tally, products } = journey;
  const asking = persistence(shopper.session, tally);
  const token = cardOf(random);
  const lines = random.shuffle(products).slice(0, random.percent(30) ? 2 : 1);
  const cancels = random.percent(15);
  await persistently(() => shopper.emptyCart(), asking);
  for (const productId of lines) await persistently(() => shopper.addToCart(productId, random.between(1, 3)), asking);
  const cart = await persistently(() => shopper.cart(), asking);

  const key = randomUUID();
  const place = () => shopper.placeOrder({ token, cart, idempotencyKey: key });
  tally.asked += 1;
  const order = await persistently(place, asking);
  tally.placed.set(order.id, { key, token });
  if (random.percent(10) && (await persistently(place, asking)).id !== order.id) tally.doubled.push(key);

  if (cancels) return cancelSoon(journey, order.id);
  if (isRefused(token) && random.percent(70)) return payWithAnother(journey, order.id);
  if (token === 'tok_action' && random.percent(80)) return answerBank(journey, order.id);
}

async function cancelSoon(journey: Journey, orderId: string): Promise<void> {
  await wait(journey.random.between(0, 2_000));
  await wish(journey, 'cancel', () =>
    journey.shopper.api.send('POST', `/api/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' }, Order),
  );
}

async function payWithAnother(journey: Journey, orderId: string): Promise<void> {
  const { shopper, random } = journey;
  const failed = await seen(
    journey,
    orderId,
    ({ status, payment }) => payment.failure !== undefined || status === 'CANCELLED',
  );
  if (failed?.status !== 'AWAITING_PAYMENT') return;
  const token = random.pick(['tok_ok', 'tok_ok', 'tok_declined', 'tok_twice']);
  const headers = { 'idempotency-key': randomUUID() };
  await wish(journey, 'pay', () =>
    shopper.api.send('POST', `/api/v1/orders/${orderId}/payments`, { token }, Order, headers),
  );
}

async function answerBank(journey: Journey, orderId: string): Promise<void> {
  const order = await seen(
    journey,
    orderId,
    ({ payment, status }) => payment.action !== undefined || status === 'CANCELLED',
  );
  const url = order?.payment.action?.url;
  if (!url) return;
  const body = `decision=${journey.random.percent(75) ? 'approve' : 'decline'}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await persistently(
    () => exchange(url, { method: 'POST', headers, body }),
    persistence(journey.shopper.session, journey.tally),
  );
}

/** The order once it is so; undefined when that does not come soon. */
async function seen(journey: Journey, orderId: string, isSo: (order: Order) => boolean): Promise<Order | undefined> {
  for (const end = Date.now() + patience; Date.now() < end; await wait(200)) {
    const order = await persistently(
      () => journey.shopper.order(orderId),
      persistence(journey.shopper.session, journey.tally),
    );
    if (isSo(order)) return order;
  }
  return undefined;
}

async function wish(journey: Journey, what: string, ask: () => Promise<unknown>): Promise<void> {
  await persistently(ask, persistence(journey.shopper.session, journey.tally)).catch((error: unknown) =>
    countRefusal(journey.tally, what, error),
  );
}

function cardOf(random: Random): string {
  let left = random.between(1, 100);
  for (const [token, share] of cards) {
    left -= share;
    if (left <= 0) return token;
  }
  return 'tok_ok';
}
