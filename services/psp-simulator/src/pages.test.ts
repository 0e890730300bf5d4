/** What browsers reach of the simulator: who may show it, what it takes, and where it leads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestSimulator } from '../testing/test-simulator.ts';
import { passesLuhn, testCards } from './domain/test-card.ts';

const shop = 'https://shop.example';
const below = { SHOP_ORIGIN: shop, PSP_PUBLIC_URL: `${shop}/payment-provider` };
const card = { number: '4242424242424242', expMonth: 12, expYear: 2030, cvc: '123' };
const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('the card form may be embedded by the shop and by nobody else, and runs its own script only', async (t) => {
  const { fetch } = await startTestSimulator(t, below);
  const answer = await fetch('/payment-provider/card-form');
  assert.equal(answer.status, 200);
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.match(policy, /frame-ancestors https:\/\/shop\.example$/);
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.equal(answer.headers.get('x-frame-options'), null);
  const page = await answer.text();
  assert.doesNotMatch(page, /<script(?! type="module" src="assets\/)|<style|\son\w+=/);
  for (const hint of ['cc-number', 'cc-exp', 'cc-csc']) assert.ok(page.includes(`autocomplete="${hint}"`), hint);
  for (const [, file] of page.matchAll(/(?:href|src)="(assets\/[^"]+)"/g))
    assert.equal((await fetch(`/payment-provider/${file}`)).status, 200, file);
});

test('without a shop nobody may embed it', async (t) => {
  const { fetch } = await startTestSimulator(t);
  const { headers } = await fetch('/card-form');
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
});

test('below the public path there are pages and tokens, and nothing of the merchants', async (t) => {
  const { fetch, charge } = await startTestSimulator(t, below);
  const { body } = await charge('tok_ok');
  const headers = { authorization: 'Bearer key' };
  for (const path of ['/v1/ledger', `/v1/charges/${body.id}`, '/v1/charges?reference=order:1'])
    assert.equal((await fetch(`/payment-provider${path}`, { headers })).status, 404, path);
  assert.equal((await fetch('/v1/tokens', json(card))).status, 401, 'the root is the merchants');
});

test('every test card has the check digit and becomes a token; the card is in no answer', async (t) => {
  const { fetch } = await startTestSimulator(t, below);
  for (const { number, token, brand } of testCards) {
    assert.ok(passesLuhn(number), number);
    const answer = await fetch('/payment-provider/v1/tokens', json({ ...card, number }));
    assert.equal(answer.status, 201);
    assert.deepEqual(await answer.json(), { token, brand, last4: number.slice(-4) });
  }
});

for (const [what, wrong, pointer] of [
  ['a real card', { number: '4111111111111111' }, '/number'],
  ['a mistyped number', { number: '4242424242424241' }, '/number'],
  ['a card that has expired', { expYear: 2025 }, '/expMonth'],
  ['no number', { number: 'abc' }, '/number'],
] as const)
  test(`${what} becomes no token, and is not repeated`, async (t) => {
    const { fetch } = await startTestSimulator(t, below);
    const answer = await fetch('/payment-provider/v1/tokens', json({ ...card, ...wrong }));
    assert.equal(answer.status, 400);
    const text = await answer.text();
    assert.ok(text.includes(`"pointer":"${pointer}"`), text);
    if ('number' in wrong) assert.ok(!text.includes(wrong.number));
  });

test('whoever has answered the bank is led back to the order; the page says so to whoever comes again', async (t) => {
  const { fetch, ask } = await startTestSimulator(t, below);
  const returnUrl = `${shop}/orders/1`;
  const asked = { reference: 'order:1', amount: 1_500, currency: 'EUR', token: 'tok_action', returnUrl };
  const { body } = await ask('POST', '/v1/charges', asked, 'order:1');
  const path = new URL(body.action?.url ?? assert.fail()).pathname;
  assert.equal(path, `/payment-provider/actions/${body.id}`);
  const page = await fetch(path);
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/shop\.example;/);
  assert.match(await page.text(), /€15\.00/);
  const decide = (decision: string) =>
    fetch(path, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
  const answer = await decide('approve');
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, returnUrl]);
  assert.equal((await decide('decline')).status, 303, 'too late, and led back all the same');
  assert.match(await (await fetch(path)).text(), /approved[\s\S]*href="https:\/\/shop\.example\/orders\/1"/);
});

test('nobody is led anywhere but to the shop', async (t) => {
  const { ask } = await startTestSimulator(t, below);
  for (const returnUrl of ['https://evil.example/', 'https://shop.example.evil.example/', 'javascript:alert(1)']) {
    const asked = { reference: 'order:2', amount: 1_500, currency: 'EUR', token: 'tok_action', returnUrl };
    assert.equal((await ask('POST', '/v1/charges', asked, 'order:2')).status, 400, returnUrl);
  }
});
