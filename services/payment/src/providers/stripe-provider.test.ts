/** The adapter against the fake Stripe. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, newOrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { type FakeStripe, startFakeStripe } from '../../testing/fake-stripe.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { createStripeProvider } from './stripe-provider.ts';

let stripe: FakeStripe;
let provider: PaymentProvider;
const returnUrl = (orderId: string) => `https://shop.example/orders/${orderId}`;
const amount = { amount: 4_200, currency: 'USD' };

before(async () => {
  stripe = await startFakeStripe();
  const { url, apiKey } = stripe;
  provider = createStripeProvider({ url, apiKey, timeout: 1_000, returnUrl });
});
after(() => stripe?.stop());

const pay = (token: string, orderId = newOrderId(), of = amount) =>
  provider.charge({ orderId, attempt: 1, amount: of, token });
const referenceOf = (answer: { readonly reference?: string } | undefined): string =>
  answer?.reference ?? assert.fail('no reference');
const unavailable = { name: 'ProviderUnavailable' };

for (const [token, type, code] of [
  ['pm_card_visa', 'captured', undefined],
  ['pm_processing', 'pending', undefined],
  ['pm_card_visa_chargeDeclined', 'failed', 'card_declined'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'failed', 'insufficient_funds'],
  ['pm_unknown', 'failed', 'invalid_token'],
] as const)
  test(`maps ${token} to ${code ?? type}`, async () => {
    const answer = await pay(token);
    assert.equal(answer.type, type);
    assert.equal(answer.type === 'failed' ? answer.code : undefined, code);
  });

test('a payment that needs authentication links to the bank, which returns to the order', async () => {
  const orderId = newOrderId();
  const answer = await pay('pm_card_authenticationRequired', orderId);
  assert.equal(answer.type === 'action-required' && answer.url, `${stripe.url}/3ds/${referenceOf(answer)}`);
  const intent = stripe.state.intent(referenceOf(answer)) ?? assert.fail();
  assert.equal(intent.next_action?.redirect_to_url.return_url, returnUrl(orderId));
  stripe.state.settle(intent, false);
  assert.deepEqual(await provider.find(orderId, 1), {
    type: 'failed',
    code: 'authentication_failed',
    reference: intent.id,
  });
});

test('converts amounts to the minor units of Stripe', async () => {
  for (const [currency, of, sent] of [
    ['USD', 4_200, 4_200],
    ['JPY', 500, 500],
    ['ISK', 500, 50_000],
    ['MGA', 50_000, 500],
    ['KWD', 1_230, 1_230],
    ['HUF', 200_000, 200_000],
  ] as const) {
    const answer = await pay('pm_card_visa', newOrderId(), { amount: of, currency });
    const intent = stripe.state.intent(referenceOf(answer));
    assert.deepEqual([intent?.amount, intent?.currency], [sent, currency.toLowerCase()]);
    const taken = { amount: of, currency };
    assert.deepEqual(answer, { type: 'captured', reference: referenceOf(answer), taken });
  }
});

test('rejects an amount that Stripe cannot represent, without sending or rounding it', async () => {
  const orderId = newOrderId();
  const fils = { amount: 1_234, currency: 'KWD' };
  assert.deepEqual(await pay('pm_card_visa', orderId, fils), { type: 'failed', code: 'provider_refused' });
  assert.equal(await provider.find(orderId, 1), undefined);
  const dinars = { amount: 5_000, currency: 'KWD' };
  const reference = referenceOf(await pay('pm_card_visa', newOrderId(), dinars));
  const request = { reference, refundId: RefundId.parse(newId()), amount: fils, again: false };
  assert.deepEqual(await provider.refund(request), {
    type: 'refused',
    reason: 'Stripe does not support this amount of KWD',
  });
});

test('finds a charge among many others, and nothing for an unknown attempt', async () => {
  const orderId = newOrderId();
  const answer = await pay('pm_card_visa', orderId);
  for (let others = 0; others < 8; others += 1) await pay('pm_card_visa');
  assert.deepEqual(await provider.find(orderId, 1), answer);
  assert.deepEqual(await provider.find(orderId, 1, { sinceSent: 1 }), answer);
  assert.equal(await provider.find(orderId, 2), undefined);
  assert.equal(await provider.find(newOrderId(), 1), undefined);
});

test('lists our charges since a point in time, page by page, and no others', async () => {
  const since = new Date();
  const made = new Set<string>();
  for (const token of ['pm_card_visa', 'pm_processing', 'pm_card_visa', 'pm_card_visa']) {
    const orderId = newOrderId();
    made.add(`${orderId} ${(await pay(token, orderId)).type}`);
  }
  const other = { amount: 1, currency: 'usd', metadata: {} };
  stripe.state.confirm(other, 'pm_card_visa', '', stripe.url);
  const listed: string[] = [];
  let after: string | undefined;
  do {
    const page = await provider.list(since, after);
    listed.push(...page.charges.map(({ orderId, answer }) => `${orderId} ${answer.type}`));
    after = page.next;
  } while (after);
  assert.deepEqual(new Set(listed.slice(0, made.size)), made);
  assert.equal(new Set(listed).size, listed.length);
  assert.deepEqual((await provider.list(new Date(since.getTime() + 3_600_000))).charges, []);
});

test('the id of a PaymentIntent speeds up the search, and a wrong one does not mislead it', async () => {
  const orderId = newOrderId();
  const answer = await pay('pm_card_visa', orderId);
  const other = await pay('pm_card_visa');
  for (const reference of [referenceOf(answer), referenceOf(other), 'pi_unknown'])
    assert.deepEqual(await provider.find(orderId, 1, { reference, sinceSent: 1 }), answer, reference);
});

test('an idempotency key replays its first response, whatever the state of the charge', async () => {
  const orderId = newOrderId();
  const first = await pay('pm_processing', orderId);
  stripe.state.settle(stripe.state.intent(referenceOf(first)) ?? assert.fail());
  assert.deepEqual(await pay('pm_processing', orderId), first);
  assert.equal((await provider.find(orderId, 1))?.type, 'captured');
});

test('an idempotency key used for a different request leaves the outcome unknown', async () => {
  const orderId = newOrderId();
  await pay('pm_card_visa', orderId);
  await assert.rejects(pay('pm_card_visa', orderId, { ...amount, amount: 1 }), unavailable);
});

test('a time-out, a 5xx and an idempotency key in use leave the outcome unknown', async () => {
  const orderId = newOrderId();
  await assert.rejects(pay('pm_slow', orderId), unavailable);
  await assert.rejects(pay('pm_slow', orderId), unavailable);
  assert.equal((await provider.find(orderId, 1))?.type, 'captured');
  await assert.rejects(pay('pm_error_saved'), unavailable);
});

test('a rejected API key leaves the outcome unknown, with a message that says what to do and leaks nothing', async () => {
  const wrong = createStripeProvider({ url: stripe.url, apiKey: 'sk_wrong', timeout: 1_000, returnUrl });
  await assert.rejects(
    wrong.charge({ orderId: newOrderId(), attempt: 1, amount, token: 'pm_card_visa' }),
    (error: Error) => {
      assert.equal(error.name, 'ProviderUnavailable');
      assert.match(error.message, /Stripe rejects the API key \(.*401/);
      assert.doesNotMatch(error.message, /sk_wrong|pm_card/);
      return true;
    },
  );
});

test('voids a charge without a capture, and returns the state of an ended one', async () => {
  const waiting = referenceOf(await pay('pm_card_authenticationRequired'));
  assert.deepEqual(await provider.void(waiting), { type: 'voided', reference: waiting });
  assert.deepEqual(await provider.void(waiting), { type: 'voided', reference: waiting });
  const paid = referenceOf(await pay('pm_card_visa'));
  assert.deepEqual(await provider.void(paid), { type: 'captured', reference: paid, taken: amount });
});

test('refunds once per id, even after the idempotency key expired, and never more than was captured', async () => {
  const reference = referenceOf(await pay('pm_card_visa'));
  const refund = (refundId: RefundId, of: number, again = false) =>
    provider.refund({ reference, refundId, amount: { ...amount, amount: of }, again });
  const refundId = RefundId.parse(newId());
  assert.deepEqual(await refund(refundId, 1_000), { type: 'refunded' });
  assert.deepEqual(await refund(refundId, 1_000), { type: 'refunded' });
  stripe.forgetKeys();
  assert.deepEqual(await refund(refundId, 1_000, true), { type: 'refunded' });
  assert.equal(stripe.state.refundsOf(reference).length, 1);
  assert.deepEqual(await provider.refundsOf(reference), [{ refundId, amount: { ...amount, amount: 1_000 } }]);
  assert.equal((await refund(RefundId.parse(newId()), 4_000)).type, 'refused');
  assert.deepEqual(await refund(RefundId.parse(newId()), 3_200), { type: 'refunded' });
  const more = await refund(RefundId.parse(newId()), 1);
  assert.match(more.type === 'refused' ? more.reason : '', /already fully refunded/);
});

test('a refund that is pending at Stripe has an unknown outcome until it completes', async () => {
  const reference = referenceOf(await pay('pm_card_visa'));
  const request = { reference, refundId: RefundId.parse(newId()), amount };
  stripe.state.holdRefunds(true);
  await assert.rejects(provider.refund({ ...request, again: false }), unavailable);
  await assert.rejects(provider.refund({ ...request, again: true }), unavailable);
  stripe.state.holdRefunds(false);
  assert.deepEqual(await provider.refund({ ...request, again: true }), { type: 'refunded' });
  assert.equal(stripe.state.refundsOf(reference).length, 1);
});
