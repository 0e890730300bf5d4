/**
 * Events that can't be handled: stored with the reason while the topic continues; an administrator inspects, replays, discards.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { type Consumer, type DeadLetter, listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { newId, newOrderId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { problemOf, rejectionOf } from './rejections.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import { produce } from './shopper/broker.ts';
import { createDeadLetterClient } from './shopper/dead-letter-client.ts';
import { forgeEvent } from './shopper/forge-event.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
let deadLetters: ReturnType<typeof createDeadLetterClient>;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  deadLetters = createDeadLetterClient(merchant.shopper.api);
});

const find = async (id: string, service: Consumer = 'order'): Promise<DeadLetter | undefined> =>
  (await deadLetters.list({ service, size: 100 })).items.find((deadLetter) => deadLetter.id === id);
async function waitForDeadLetter(id: string, service?: Consumer): Promise<DeadLetter> {
  await waitUntil(`event ${id} is stored`, async () => (await find(id, service)) !== undefined, 60_000);
  const deadLetter = await find(id, service);
  assert.ok(deadLetter);
  return deadLetter;
}
async function buys(): Promise<void> {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  const order = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  await shopper.waitFor(order.id, ['CONFIRMED'], 90_000);
}

test('malformed, mistyped and future events are stored with the reason, and the topic continues', async () => {
  const later = forgeEvent({ type: 'com.mambogo.payment.captured.v2' });
  const wrong = forgeEvent({ data: { orderId: newOrderId(), attempt: 'one' } });
  const large = forgeEvent({ data: { orderId: newOrderId(), padding: 'x'.repeat(900_000) } });
  const strange = forgeEvent({ type: 'com.mambogo.payment.something-new.v1' });
  const broken = `{"id": "${randomUUID()}", "broken`;
  await produce('payment.events', [broken, later.text, wrong.text, large.text, strange.text]);
  await buys();
  assert.match((await waitForDeadLetter(later.id)).error, /v2 is a version this service does not know/);
  assert.match((await waitForDeadLetter(wrong.id)).error, /attempt/);
  assert.match((await waitForDeadLetter(large.id)).error, /attempt/);
  for (const { id } of [later, wrong, large]) assert.equal((await find(id))?.kind, 'poison');
  assert.equal(await find(strange.id), undefined, 'unknown event types are ignored');
  await waitUntil('the malformed one is stored', async () => {
    const { items } = await deadLetters.list({ service: 'order', status: 'waiting', size: 100 });
    const unreadable = items.filter(({ type }) => type === undefined);
    const payloads = await Promise.all(unreadable.map(({ id }) => deadLetters.read('order', id)));
    return payloads.some(({ payload }) => payload === broken);
  });
});

test('a poison event waits for a person: replayed without success, then discarded for good with a reason', async () => {
  const { id, text } = forgeEvent({ type: 'com.mambogo.payment.captured.v9' });
  await produce('payment.events', [text]);
  assert.equal((await waitForDeadLetter(id)).status, 'waiting');
  assert.equal((JSON.parse((await deadLetters.read('order', id)).payload) as { id: string }).id, id);
  const replayed = await deadLetters.replay('order', id);
  assert.deepEqual([replayed.status, replayed.tries], ['waiting', 1]);
  assert.equal(await rejectionOf(deadLetters.discard('order', id, '')), '400 validation');
  const discarded = await deadLetters.discard('order', id, 'nobody sends these');
  assert.deepEqual([discarded.status, discarded.reason], ['discarded', 'nobody sends these']);
  assert.match(discarded.settledBy ?? '', /^merchant:/);
  assert.equal(await rejectionOf(deadLetters.replay('order', id)), '409 conflict');
  assert.equal(
    (await deadLetters.list({ service: 'order', status: 'waiting', size: 100 })).items.some((one) => one.id === id),
    false,
  );
});

test('an event that arrives too early is not poison, and is handled when its time has come', async () => {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  const order = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  const { customerId: _, ...known } = await merchant.orders.order(order.id);
  await shopper.waitFor(known.id, ['CONFIRMED']);
  const stray = forgeEvent({
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
  const deadLetter = await waitForDeadLetter(stray.id);
  assert.equal(deadLetter.kind, 'transient');
  await waitUntil('it was tried again by itself', async () => ((await find(stray.id))?.tries ?? 0) > 0, 30_000);
  const { replayed, failed } = await deadLetters.replayAll('order');
  assert.ok(failed > 0 && replayed >= 0);
  await deadLetters.discard('order', stray.id, 'of an order nobody placed');
  await buys();
});

test('redelivering a month-old event changes nothing', async () => {
  const mug = await merchant.offer(3);
  await shopper.emptyCart();
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart: await shopper.addToCart(mug.id, 1) });
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  const orderReceivedStockSold = async () =>
    (await shopper.timeline(placed.id)).some(({ type }) => type === 'order.stock-committed');
  await waitUntil('the goods are sold, and the order knows', orderReceivedStockSold);
  const before = await shopper.order(placed.id);
  // A fresh id: as if the inbox had deleted the old one long ago.
  const reserved = {
    orderId: placed.id,
    lines: [{ productId: mug.id, quantity: 1 }],
    expiresAt: '2020-01-01T00:00:00.000Z',
  };
  const failed = { orderId: placed.id, attempt: 1, code: 'x', reason: 'x', retryable: false, suggestion: 'x' };
  await produce('inventory.events', [
    forgeEvent({ type: 'com.mambogo.stock.reserved.v1', source: 'shop-inventory', data: reserved }).text,
  ]);
  await produce('payment.events', [forgeEvent({ type: 'com.mambogo.payment.failed.v1', data: failed }).text]);
  await buys();
  const now = await shopper.order(placed.id);
  assert.deepEqual([now.status, now.version], [before.status, before.version]);
  const { onHand, reserved: held, sold } = await merchant.stock(mug.id);
  assert.deepEqual({ onHand, held, sold }, { onHand: 2, held: 0, sold: 1 });
});

test('a forged event changes nothing: other services’ topics are closed, and in its own topic it is stored as forged', async () => {
  const mug = await merchant.offer(3);
  const forged = (source: string) =>
    forgeEvent({
      type: 'com.mambogo.stock.changed.v1',
      source: `shop-${source}`,
      subject: mug.id,
      data: { productId: mug.id, available: 0, availability: 'out-of-stock', version: 1_000_000 },
    });
  const asOrder = localShop().kafkaLogin('order');
  await assert.rejects(produce('inventory.events', [forged('inventory').text], asOrder));
  // Once with order's write access, and once as an administrator who is not the expected producer.
  const [own, foreign] = [forged('inventory'), forged('order')];
  await produce('order.events', [own.text], asOrder);
  await produce('inventory.events', [foreign.text]);
  const reacting = (topic: string) =>
    consumers.filter((consumer) => serviceBlueprint(consumer).consumes.some((name) => name === topic));
  for (const [id, topic, reason] of [
    [own.id, 'order.events', /stock\.changed\.v1 belongs to inventory\.events, not to order\.events/],
    [foreign.id, 'inventory.events', /its source is "shop-order", but only inventory publishes to inventory\.events/],
  ] as const)
    for (const name of reacting(topic)) {
      const deadLetter = await waitForDeadLetter(id, name);
      assert.equal(deadLetter.kind, 'poison');
      assert.match(deadLetter.error, reason);
      assert.equal((await deadLetters.replay(name, id)).status, 'waiting');
      await deadLetters.discard(name, id, 'forged');
    }
  assert.notEqual((await shopper.product(mug.id)).availability, 'out-of-stock');
  await buys();
});

test('only an administrator can read them; an unknown one is 404', async () => {
  const asCustomer = createDeadLetterClient(shopper.api);
  assert.equal(await rejectionOf(asCustomer.list({})), '403 forbidden');
  assert.equal(await rejectionOf(deadLetters.read('order', 'nothing')), '404 not-found');
  const ofNobody = `${listDeadLetters.path}?service=nobody`;
  assert.equal(problemOf(await merchant.shopper.api.raw(ofNobody)), '400 validation');
  const all = await deadLetters.list({ size: 2 });
  assert.deepEqual(all.unavailable, []);
  assert.ok(all.next);
  const next = await deadLetters.list({ size: 2, cursor: all.next });
  assert.equal(
    next.items.some(({ id, service }) => all.items.some((one) => one.id === id && one.service === service)),
    false,
  );
});
