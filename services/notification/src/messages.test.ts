/** Messages from event to mail, with a real database and a real mail server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { orderConfirmed, orderDelivered } from '@mambogo/contracts/events/order-events.ts';
import { paymentRefunded } from '@mambogo/contracts/events/payment-events.ts';
import { newId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { messageIdOf } from '@mambogo/local/mail/read-mails.ts';
import { until } from '@mambogo/testing/until.ts';
import { sampleContact, sampleOrder } from '../testing/sample-order.ts';
import { createTestMailServer, type TestMailServer } from '../testing/start-mail-server.ts';
import { startNotification } from '../testing/start-notification.ts';

const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';
let server: TestMailServer;
before(async () => {
  if (skip) return;
  server = await createTestMailServer();
  await server.start();
});
after(() => server?.stop());

/** A customer of their own, so that mails of other tests are not theirs. */
const customer = (changes: Parameters<typeof sampleContact>[0] = {}) =>
  sampleContact({ email: `${newId()}@example.com`, ...changes });
const confirmationOf = ({ id, customerId, items }: ReturnType<typeof sampleOrder>) =>
  ({ orderId: id, customerId, lines: items, paymentReference: 'ch_1' }) as const;
type Notification = Awaited<ReturnType<typeof startNotification>>;
const settled = ({ messages }: Notification, state: string) =>
  until(`a message is ${state}`, async () => (await messages()).find((one) => one.state === state));

test('an event that is delivered or published again is one mail', { skip }, async (t) => {
  const shop = await startNotification(t, server.url);
  const order = sampleOrder();
  const contact = customer();
  Object.assign(shop.peers, { order, contact });
  for (let round = 0; round < 2; round++)
    assert.equal(await shop.deliver(orderConfirmed, confirmationOf(order)), 'SUCCESS');
  assert.equal((await shop.messages()).length, 1);
  shop.sender.start();
  const sent = await settled(shop, 'sent');
  assert.deepEqual([sent.kind, sent.customerId, sent.tries], ['order-confirmed', order.customerId, 1]);
  const [mail, ...more] = await server.mails(contact.email);
  assert.deepEqual(more, []);
  assert.match(mail?.subject ?? '', /MA1B2C3D4 is confirmed/);
  assert.deepEqual(mail?.from, [{ address: 'shop@flowers.example', name: 'Flowers' }]);
  assert.equal(mail && messageIdOf(mail), `<${sent.id}.0@flowers.example>`);
  const stored = JSON.stringify(await shop.own.database.query('select * from message'));
  assert.doesNotMatch(stored, /example\.com|Lovelace|Mug/, 'neither address nor text is stored');
});

test('messages wait while the mail server is away, and arrive once when it is back', { skip }, async (t) => {
  const own = await createTestMailServer();
  t.after(() => own.stop());
  const shop = await startNotification(t, own.url);
  const contact = customer();
  Object.assign(shop.peers, { order: sampleOrder(), contact });
  shop.sender.start();
  for (let count = 0; count < 5; count++)
    assert.equal(await shop.deliver(orderConfirmed, confirmationOf(sampleOrder())), 'SUCCESS');
  await until('each was tried twice', async () => {
    shop.sender.wake();
    return (await shop.messages()).every(({ tries }) => tries >= 2);
  });
  assert.ok(
    (await shop.messages('?state=queued')).every(
      ({ reason }) => reason === 'unavailable:ESOCKET' || reason === 'unavailable:ECONNREFUSED',
    ),
  );
  await own.start();
  await until('all are sent', async () => {
    shop.sender.wake();
    return (await shop.messages('?state=sent')).length === 5;
  });
  const ids = (await own.mails(contact.email)).map(messageIdOf);
  assert.deepEqual([ids.length, new Set(ids).size], [5, 5]);
});

test('a message whose sender was killed before the mark is sent again under the same Message-ID', {
  skip,
}, async (t) => {
  const shop = await startNotification(t, server.url);
  const order = sampleOrder();
  const contact = customer();
  Object.assign(shop.peers, { order, contact });
  await shop.deliver(orderConfirmed, confirmationOf(order));
  const program = fileURLToPath(new URL('../testing/killed-sender.ts', import.meta.url));
  const url = new URL(shop.own.url);
  url.password = shop.own.password;
  const answers = JSON.stringify({ order, contact });
  const killed = spawn(process.execPath, [program, url.href, server.url, answers], { stdio: 'inherit' });
  assert.deepEqual(await once(killed, 'exit'), [null, 'SIGKILL']);
  assert.equal((await server.mails(contact.email)).length, 1);
  assert.equal((await shop.messages())[0]?.state, 'queued');
  await shop.hurry();
  shop.sender.start();
  await settled(shop, 'sent');
  const ids = (await server.mails(contact.email)).map(messageIdOf);
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1]);
});

test('nothing goes to erased people, and nothing about them stays', { skip }, async (t) => {
  const shop = await startNotification(t, server.url);
  const order = sampleOrder();
  const other = sampleOrder();
  await shop.deliver(orderConfirmed, confirmationOf(order));
  await shop.deliver(orderDelivered, { orderId: order.id });
  await shop.deliver(orderConfirmed, confirmationOf(other));
  assert.equal(await shop.deliver(personErased, { personId: order.customerId }), 'SUCCESS');
  assert.deepEqual(
    (await shop.messages()).map(({ kind, orderId }) => [kind, orderId]),
    [
      ['order-confirmed', other.id],
      ['order-delivered', order.id],
    ],
  );
  // Identity knows neither of them now.
  shop.peers.order = order;
  shop.sender.start();
  await until('they are gone', async () => (await shop.messages()).length === 0);
});

test('messages wait for order and identity, and for a refund that order does not know yet', { skip }, async (t) => {
  const shop = await startNotification(t, server.url);
  const order = sampleOrder();
  const refundId = RefundId.parse(newId());
  const amount = { amount: 500, currency: 'EUR' };
  Object.assign(shop.peers, { order, contact: customer(), away: true });
  shop.sender.start();
  await shop.deliver(paymentRefunded, {
    orderId: order.id,
    refundId,
    paymentId: newPaymentId(),
    amount,
    refundedTotal: amount,
    reason: 'refund',
  });
  const waiting = (reason: string) =>
    until(`it waits: ${reason}`, async () => {
      shop.sender.wake();
      return (await shop.messages()).some((one) => one.state === 'queued' && one.reason === reason);
    });
  await waiting('unavailable:order');
  shop.peers.away = false;
  const tries = (await shop.messages())[0]?.tries ?? 0;
  await until('it was tried', async () => {
    shop.sender.wake();
    return ((await shop.messages())[0]?.tries ?? 0) > tries + 1;
  });
  await waiting('unavailable:order');
  shop.peers.order = { ...order, refunds: [{ refundId, amount, reason: 'refund', status: 'DONE' }] };
  await until('it is sent', async () => {
    shop.sender.wake();
    return (await shop.messages())[0]?.state === 'sent';
  });
});

test('without a mail server or an address nothing is sent, and staff see why', { skip }, async (t) => {
  const without = await startNotification(t, undefined);
  await without.deliver(orderConfirmed, confirmationOf(sampleOrder()));
  const [message] = await without.messages();
  assert.deepEqual([message?.state, message?.reason], ['skipped', 'no-server']);
  assert.equal(message && (await without.sendAgain(message.id)), 422);

  const shop = await startNotification(t, server.url);
  Object.assign(shop.peers, { order: sampleOrder(), contact: customer({ email: undefined }) });
  await shop.deliver(orderConfirmed, confirmationOf(sampleOrder()));
  shop.sender.start();
  assert.equal((await settled(shop, 'skipped')).reason, 'no-address');
});

test('staff have a message sent again, as another mail', { skip }, async (t) => {
  const shop = await startNotification(t, server.url);
  const contact = customer();
  Object.assign(shop.peers, { order: sampleOrder(), contact });
  await shop.deliver(orderConfirmed, confirmationOf(sampleOrder()));
  shop.sender.start();
  const { id } = await settled(shop, 'sent');
  assert.equal(await shop.sendAgain(id), 202);
  await until('there are two mails', async () => (await server.mails(contact.email)).length === 2);
  assert.equal(new Set((await server.mails(contact.email)).map(messageIdOf)).size, 2);
});
