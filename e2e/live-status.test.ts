/** Following an order's live status. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { followOrder } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { shopUrl } from './shop-under-test.ts';
import type { StatusEvent } from './shopper/follow-order.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { openEvents } from './shopper/server-sent-events.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

async function untilStatus(events: AsyncGenerator<StatusEvent>, status: string): Promise<StatusEvent[]> {
  const seen: StatusEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    if (event.order.status === status) return seen;
  }
  throw new Error(`the stream ended before ${status}, after ${seen.map(({ order }) => order.status).join(', ')}`);
}

const soon = () => AbortSignal.timeout(20_000);

test('sends every status in order, each with an event id to resume from', async () => {
  const mug = await merchant.offer(3);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  const seen = await untilStatus(shopper.follow(placed.id, { signal: soon() }), 'CONFIRMED');
  const ids = seen.map(({ id }) => Number(id));
  assert.deepEqual(
    ids,
    [...new Set(ids)].sort((a, b) => a - b),
  );
});

test('resuming from the last id sends only newer statuses', async () => {
  const mug = await merchant.offer(3);
  const cart = await shopper.addToCart(mug.id, 1);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart });
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  await shopper.cancel(placed.id);
  const all = await untilStatus(shopper.follow(placed.id, { signal: soon() }), 'CANCELLED');

  const later = await untilStatus(shopper.follow(placed.id, { lastEventId: '1', signal: soon() }), 'CANCELLED');
  assert.ok(later.every(({ id }) => Number(id) > 1));
  assert.equal(later.at(-1)?.order.cancellation?.reason, 'customer');

  const after: StatusEvent[] = [];
  const newest = String((await shopper.order(placed.id)).version);
  for await (const event of shopper.follow(placed.id, { lastEventId: newest, signal: soon() })) after.push(event);
  assert.ok(
    after.every(({ id }) => Number(id) > Number(all.at(-1)?.id)),
    'an ended order sends nothing again',
  );
  await shopper.emptyCart();
});

test('resuming an order without changes gets an immediate response', async () => {
  const mug = await merchant.offer(3);
  const cart = await shopper.addToCart(mug.id, 1);
  const placed = await shopper.placeOrder({ token: 'tok_insufficient_funds', cart });
  await waitUntil('the payment failed', async () => (await shopper.order(placed.id)).payment.status === 'FAILED');
  const { version } = await shopper.order(placed.id);
  const leave = new AbortController();
  const events = await openEvents(new URL(pathOf(followOrder, { params: { id: placed.id } }), shopUrl()), {
    token: await shopper.session.token(),
    lastEventId: String(version),
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(2_000)]),
  });
  assert.ok(events);
  leave.abort();
  await shopper.emptyCart();
});
