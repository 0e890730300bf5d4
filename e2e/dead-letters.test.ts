/** Events nobody can handle: filed with the reason, the topic goes on; an administrator looks, replays, discards. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { newId, newOrderId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { refusalOf } from './refusals.ts';
import { shopInside, shopUrl } from './shop-under-test.ts';
import { produce } from './shopper/broker.ts';
import { event } from './shopper/forge-event.ts';
import { createLetterDesk } from './shopper/letter-desk.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
let desk: ReturnType<typeof createLetterDesk>;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  desk = createLetterDesk(merchant.shopper.api);
});

const find = async (id: string, service = 'order'): Promise<DeadLetter | undefined> =>
  (await desk.list({ service, size: '100' })).items.find((letter) => letter.id === id);
async function filed(id: string, service?: string): Promise<DeadLetter> {
  await waitUntil(`event ${id} is filed`, async () => (await find(id, service)) !== undefined, 60_000);
  const letter = await find(id, service);
  assert.ok(letter);
  return letter;
}
async function buys(): Promise<void> {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  const order = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  await shopper.waitFor(order.id, ['CONFIRMED'], 90_000);
}

test('broken, wrong-typed and future events are filed with the reason, and the topic goes on', async () => {
  const later = event({ type: 'com.mambogo.payment.captured.v2' });
  const wrong = event({ data: { orderId: newOrderId(), attempt: 'one' } });
  const large = event({ data: { orderId: newOrderId(), padding: 'x'.repeat(900_000) } });
  const strange = event({ type: 'com.mambogo.payment.something-new.v1' });
  const broken = `{"id": "${randomUUID()}", "broken`;
  await produce('payment.events', [broken, later.text, wrong.text, large.text, strange.text]);
  await buys();
  assert.match((await filed(later.id)).error, /v2 is a version this service does not know/);
  assert.match((await filed(wrong.id)).error, /attempt/);
  assert.match((await filed(large.id)).error, /attempt/);
  for (const { id } of [later, wrong, large]) assert.equal((await find(id))?.kind, 'poison');
  assert.equal(await find(strange.id), undefined, 'what nobody knows is nobody’s concern');
  await waitUntil('the broken one is filed', async () => {
    const { items } = await desk.list({ service: 'order', status: 'waiting', size: '100' });
    const unreadable = items.filter(({ type }) => type === undefined);
    const payloads = await Promise.all(unreadable.map(({ id }) => desk.read('order', id)));
    return payloads.some(({ payload }) => payload === broken);
  });
});

test('a poisonous one waits for a person: replayed in vain, then discarded with a reason, for good', async () => {
  const { id, text } = event({ type: 'com.mambogo.payment.captured.v9' });
  await produce('payment.events', [text]);
  assert.equal((await filed(id)).status, 'waiting');
  assert.equal((JSON.parse((await desk.read('order', id)).payload) as { id: string }).id, id);
  const replayed = await desk.replay('order', id);
  assert.deepEqual([replayed.status, replayed.tries], ['waiting', 1]);
  assert.equal(await refusalOf(desk.discard('order', id, '')), '400 validation');
  const discarded = await desk.discard('order', id, 'nobody sends these');
  assert.deepEqual([discarded.status, discarded.reason], ['discarded', 'nobody sends these']);
  assert.match(discarded.settledBy ?? '', /^merchant:/);
  assert.equal(await refusalOf(desk.replay('order', id)), '409 conflict');
  assert.equal(
    (await desk.list({ service: 'order', status: 'waiting', size: '100' })).items.some((one) => one.id === id),
    false,
  );
});

test('one that only came too early is no poison, and is handled when its time has come', async () => {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  const order = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  const { customerId: _, ...known } = await merchant.orders.order(order.id);
  await shopper.waitFor(known.id, ['CONFIRMED']);
  const stray = event({
    type: 'com.mambogo.payment.refunded.v1',
    data: {
      orderId: newOrderId(),
      refundId: RefundId.parse(newId()),
      paymentId: newPaymentId(),
      amount: known.total,
      refundedTotal: known.total,
      reason: 'a stray',
    },
  });
  await produce('payment.events', [stray.text]);
  const began = performance.now();
  await buys();
  const seconds = (performance.now() - began) / 1_000;
  assert.ok(seconds < 10, `an order behind it took ${seconds.toFixed(1)} s; inline retries took 20`);
  const letter = await filed(stray.id);
  assert.equal(letter.kind, 'transient');
  await waitUntil('it was tried again by itself', async () => ((await find(stray.id))?.tries ?? 0) > 0, 30_000);
  const { replayed, failed } = await desk.replayAll('order');
  assert.ok(failed > 0 && replayed >= 0);
  await desk.discard('order', stray.id, 'of an order nobody placed');
  await buys();
});

test('a month-old event comes again and changes nothing that is settled', async () => {
  const mug = await merchant.offer(3);
  await shopper.emptyCart();
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  const orderHeardOfTheSale = async () =>
    (await shopper.timeline(placed.id)).some(({ type }) => type === 'order.stock-committed');
  await waitUntil('the goods are sold, and the order knows', orderHeardOfTheSale);
  const before = await shopper.order(placed.id);
  // A fresh id: as if the inbox had long forgotten it.
  const reserved = {
    orderId: placed.id,
    lines: [{ productId: mug.id, quantity: 1 }],
    expiresAt: '2020-01-01T00:00:00.000Z',
  };
  const failed = { orderId: placed.id, attempt: 1, code: 'x', reason: 'x', retryable: false, suggestion: 'x' };
  await produce('inventory.events', [
    event({ type: 'com.mambogo.stock.reserved.v1', source: 'shop-inventory', data: reserved }).text,
  ]);
  await produce('payment.events', [event({ type: 'com.mambogo.payment.failed.v1', data: failed }).text]);
  await buys();
  const now = await shopper.order(placed.id);
  assert.deepEqual([now.status, now.version], [before.status, before.version]);
  const { onHand, reserved: held, sold } = await merchant.stock(mug.id);
  assert.deepEqual({ onHand, held, sold }, { onHand: 2, held: 0, sold: 1 });
});

test("a forged event changes nothing: another service's topic is closed, and in one's own it is filed as forged", async () => {
  const mug = await merchant.offer(3);
  const forged = (source: string) =>
    event({
      type: 'com.mambogo.stock.changed.v1',
      source: `shop-${source}`,
      subject: mug.id,
      data: { productId: mug.id, available: 0, availability: 'out-of-stock', version: 1_000_000 },
    });
  const asOrder = shopInside().kafkaLogin('order');
  await assert.rejects(produce('inventory.events', [forged('inventory').text], asOrder));
  // Through what order may write, and by one who may write everything but is somebody else.
  const [own, stranger] = [forged('inventory'), forged('order')];
  await produce('order.events', [own.text], asOrder);
  await produce('inventory.events', [stranger.text]);
  const reacting = (topic: string) => services.filter(({ consumes }) => consumes.some((name) => name === topic));
  for (const [id, topic, reason] of [
    [own.id, 'order.events', /stock\.changed\.v1 belongs to inventory\.events, not to order\.events/],
    [stranger.id, 'inventory.events', /its source is "shop-order", but inventory\.events is stated by inventory alone/],
  ] as const)
    for (const { name } of reacting(topic)) {
      const letter = await filed(id, name);
      assert.equal(letter.kind, 'poison');
      assert.match(letter.error, reason);
      assert.equal((await desk.replay(name, id)).status, 'waiting');
      await desk.discard(name, id, 'forged');
    }
  assert.notEqual((await shopper.product(mug.id)).availability, 'out-of-stock');
  await buys();
});

test('only an administrator sees them; what is not there is 404', async () => {
  const mine = createLetterDesk(shopper.api);
  assert.equal(await refusalOf(mine.list({})), '403 forbidden');
  assert.equal(await refusalOf(desk.read('order', 'nothing')), '404 not-found');
  assert.equal(await refusalOf(desk.list({ service: 'nobody' })), '400 validation');
  const all = await desk.list({ size: '2' });
  assert.deepEqual(all.unavailable, []);
  assert.ok(all.next);
  const next = await desk.list({ size: '2', cursor: all.next });
  assert.equal(
    next.items.some(({ id, service }) => all.items.some((one) => one.id === id && one.service === service)),
    false,
  );
});
