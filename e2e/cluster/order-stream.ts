/**
 * Customers who buy one thing after another while something happens to the shop. A response that says when to come again (Retry-After)
 * is obeyed and counted apart; any other response that is not the expected one is a failed request.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addCartItem, emptyCart, getCart } from '@mambogo/contracts/api/cart.ts';
import { listOrders, Order, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import type { Answer } from '../shopper/exchange.ts';
import { type Shopper, someAddress } from '../shopper/shopper.ts';

export interface OrderStream {
  /** Ends after the purchases in progress. */
  stop(): Promise<OrderStreamResult>;
}

export interface OrderStreamResult {
  readonly requests: number;
  /** Responses that asked to come again. */
  readonly postponed: number;
  /** What was sent, and what came of it. */
  readonly failed: readonly string[];
  /** Ids of the orders that were accepted, by customer. */
  readonly orders: ReadonlyMap<Shopper, readonly string[]>;
}

type CartBody = { readonly version: string; readonly total: { readonly amount: number; readonly currency: string } };

/**
 * What the shop says to a customer whose earlier orders wait for events: at most three may be unpaid, and a cart that was emptied late has to
 * be read again.
 */
const ofWaitingEvents = ['open-orders-limit', 'price-changed'];

/**
 * @param productIds on sale, with enough in stock
 * @param brokersRestart what comes of orders that wait for events is postponed, not failed
 */
export function streamOrders(
  customers: readonly Shopper[],
  productIds: readonly string[],
  { brokersRestart = false } = {},
): OrderStream {
  const stopping = new AbortController();
  const counts = { requests: 0, postponed: 0 };
  const failed: string[] = [];
  const orders = new Map<Shopper, string[]>(customers.map((customer) => [customer, []]));

  /** undefined: it failed, or the purchase has to begin again. */
  async function ask(what: string, send: () => Promise<Answer>): Promise<Answer | undefined> {
    for (;;) {
      counts.requests += 1;
      const answer = await send().catch((error: unknown) => String(error));
      if (typeof answer === 'string') {
        failed.push(`${what}: ${answer}`);
        return undefined;
      }
      if (answer.status < 300) return answer;
      if (
        brokersRestart &&
        answer.status === 409 &&
        ofWaitingEvents.some((type) => answer.text.includes(`/${type}"`))
      ) {
        counts.postponed += 1;
        await wait(2_000);
        return undefined;
      }
      const after = Number(answer.headers['retry-after']);
      if (![429, 503].includes(answer.status) || !Number.isFinite(after)) {
        failed.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
        return undefined;
      }
      counts.postponed += 1;
      await wait(after * 1_000);
    }
  }

  async function buy({ api }: Shopper, productId: string): Promise<string | undefined> {
    await ask('list products', () => api.request(listProducts, { query: { size: 5 } }));
    await ask('empty cart', () => api.request(emptyCart));
    await ask('add to cart', () => api.request(addCartItem, { body: { productId: productId as never, quantity: 1 } }));
    const cart = await ask('read cart', () => api.request(getCart));
    if (!cart) return undefined;
    const { version, total } = cart.json() as CartBody;
    const body = {
      cartVersion: version,
      shippingAddress: someAddress,
      payment: { method: 'card', token: 'tok_ok' },
      expectedTotal: total,
    } as const;
    const idempotencyKey = randomUUID();
    const placed = await ask('place order', () => api.request(placeOrder, { body, idempotencyKey }));
    return placed && Order.parse(placed.json()).id;
  }

  const running = customers.map(async (customer) => {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const id = await buy(customer, productIds[turn % productIds.length] ?? '');
      if (id) orders.get(customer)?.push(id);
      await wait(1_000);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      return { ...counts, failed, orders };
    },
  };
}

/** Resolves once every order is CONFIRMED. Reads lists, seldom: asking for each order would exceed the customers' rate limits. */
async function waitUntilAllConfirmed(orders: OrderStreamResult['orders'], timeoutMs = 240_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const missing: string[] = [];
    for (const [customer, own] of orders) {
      const confirmed = await confirmedOrders(customer);
      missing.push(...own.filter((id) => !confirmed.has(id)));
    }
    if (missing.length === 0) return;
    if (performance.now() > end) throw new Error(`not CONFIRMED: ${missing.join(', ')}`);
    await wait(3_000);
  }
}

async function confirmedOrders({ api }: Shopper): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await api.call(listOrders, { query: { status: 'CONFIRMED', size: 100, cursor } });
    for (const { id } of items) ids.add(id);
    if (!next) return ids;
    cursor = next;
  }
}

/**
 * Prints what customers noticed; no request failed, every order is confirmed, and there were more than `moreThan`.
 */
export async function expectAllSold(
  { requests, postponed, failed, orders }: OrderStreamResult,
  print: (text: string) => void,
  moreThan = 0,
): Promise<void> {
  const placed = [...orders.values()].flat().length;
  print(`  ${requests} requests, ${placed} orders, ${postponed} postponed, ${failed.length} failed`);
  for (const line of failed) print(`  ${line}`);
  await waitUntilAllConfirmed(orders);
  assert.deepEqual(failed, []);
  assert.ok(placed > moreThan, String(placed));
}
