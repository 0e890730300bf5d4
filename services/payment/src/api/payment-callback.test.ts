/** Provider callbacks: authentication, validation, redelivery. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newId, newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import { silent } from '../../testing/instances.ts';
import { total } from '../../testing/order-data.ts';
import { createPaymentFixture, type PaymentFixture } from '../../testing/payment-fixture.ts';
import { chargeName, type PaymentProvider } from '../domain/payment-provider.ts';
import { purgeCallbacks } from '../store/callbacks.ts';

let fixture: PaymentFixture;
let url: string;

before(async () => {
  fixture = await createPaymentFixture();
  url = await fixture.receiveCallbacks();
});
after(() => fixture?.stop());

const sign = (body: string, at = Math.floor(Date.now() / 1_000), secret = fixture.simulator.webhookSecret) =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
const bodyOf = (reference: string, id = newId()) =>
  JSON.stringify({ id, type: 'charge.captured', createdAt: new Date().toISOString(), data: { reference } });
/** @param signature undefined: a valid one; null: none */
const send = async (body: string, signature?: string | null, provider = 'simulator') => {
  const headers: Record<string, string> = signature === null ? {} : { 'psp-signature': signature ?? sign(body) };
  return (await fetch(`${url}/${provider}`, { method: 'POST', headers, body })).status;
};
const isDue = async (orderId: OrderId) => {
  const [row] = await fixture.own.database.query<{ due: boolean }[]>(
    'select coalesce(next_at <= now(), false) as due from payment_attempt where order_id = $1',
    [orderId],
  );
  return row?.due;
};

test('accepts only callbacks with a valid and recent signature of the provider', async () => {
  const orderId = newOrderId();
  const body = bodyOf(chargeName(orderId, 1));
  const now = Math.floor(Date.now() / 1_000);
  for (const signature of [null, 'x', sign(body, now, 'wrong'), sign(body, now - 400), sign(`${body} `)])
    assert.equal(await send(body, signature), 401, String(signature));
  assert.equal(await send(body, undefined, 'stripe'), 404);
  assert.deepEqual(await fixture.callbacksOf(orderId), []);
  assert.equal(await send(body), 202);
  assert.equal((await fixture.callbacksOf(orderId)).length, 1);
});

test('rejects a signed but malformed body', async () => {
  for (const body of [
    '',
    '{',
    '[]',
    '{"id":1}',
    JSON.stringify({ id: 'evt', type: 'x', data: {} }),
    bodyOf('x'.repeat(201)),
  ])
    assert.equal(await send(body), 400, body);
});

test('a redelivered event does not make the attempt due again', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'tok_action');
  await fixture.waitForStatus(orderId, 'ACTION_REQUIRED');
  await payments.stop();
  const body = bodyOf(chargeName(orderId, 1));
  assert.equal(await send(body), 202);
  assert.equal(await isDue(orderId), true);
  await fixture.own.database.query('update payment_attempt set next_at = null where order_id = $1', [orderId]);
  assert.equal(await send(body), 202);
  assert.equal(await isDue(orderId), false);
  assert.equal((await fixture.callbacksOf(orderId)).length, 1);
});

test('a callback for an unknown attempt counts once the attempt appears: it is queried, not charged', async () => {
  const orderId = newOrderId();
  await fixture.provider.charge({ orderId, attempt: 1, amount: total, token: 'tok_ok' });
  assert.equal(await send(bodyOf(chargeName(orderId, 1))), 202);
  assert.equal(await send(bodyOf('none-of-ours')), 202);
  let charged = 0;
  const counting: PaymentProvider = {
    ...fixture.provider,
    charge(request) {
      charged += 1;
      return fixture.provider.charge(request);
    },
  };
  const payments = await fixture.alone({ provider: counting });
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal(charged, 0);
});

test('a callback for a captured attempt does not make it due', async () => {
  const payments = await fixture.alone(silent);
  const orderId = await fixture.begin(payments, 'tok_ok');
  await fixture.waitForStatus(orderId, 'CAPTURED');
  assert.equal(await send(bodyOf(chargeName(orderId, 1))), 202);
  assert.equal(await isDue(orderId), false);
});

test('purges callbacks after the retention period', async () => {
  const [old, recent] = [newOrderId(), newOrderId()];
  for (const orderId of [old, recent]) await send(bodyOf(chargeName(orderId, 1)));
  const { database } = fixture.own;
  await database.query(`update provider_callback set received_at = now() - interval '121 days' where order_id = $1`, [
    old,
  ]);
  await purgeCallbacks(database);
  assert.deepEqual([(await fixture.callbacksOf(old)).length, (await fixture.callbacksOf(recent)).length], [0, 1]);
});
