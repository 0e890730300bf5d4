/** The simulator's pages for browsers: embedding, tokens and redirects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestSimulator } from '../testing/test-simulator.ts';
import { cardTexts } from './domain/card-form-texts.ts';
import { passesLuhn, testCards } from './domain/test-card.ts';

const shop = 'https://shop.example';
const below = { SHOP_ORIGIN: shop, PSP_PUBLIC_URL: `${shop}/payment-provider` };
const card = { number: '4242424242424242', expMonth: 12, expYear: 2030, cvc: '123' };
const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('only the shop may embed the card form, which runs only its own script', async (t) => {
  const { fetch } = await startTestSimulator(t, below);
  const response = await fetch('/payment-provider/card-form');
  assert.equal(response.status, 200);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /frame-ancestors https:\/\/shop\.example$/);
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.equal(response.headers.get('x-frame-options'), null);
  const page = await response.text();
  assert.doesNotMatch(page, /<script(?! type="module" src="assets\/)|<style|\son\w+=/);
  for (const hint of ['cc-number', 'cc-exp', 'cc-csc']) assert.ok(page.includes(`autocomplete="${hint}"`), hint);
  for (const [, file] of page.matchAll(/(?:href|src)="(assets\/[^"]+)"/g))
    assert.equal((await fetch(`/payment-provider/${file}`)).status, 200, file);
});

test('the card form is in English, or in German where the shop is; all texts exist in both', async (t) => {
  const { fetch } = await startTestSimulator(t, below);
  const formIn = async (language: string) => (await fetch(`/payment-provider/card-form?language=${language}`)).text();
  assert.match(await formIn('de'), /<html lang="de">[\s\S]*Kartennummer[\s\S]*wird abgelehnt/);
  for (const language of ['en', 'fr', '']) assert.match(await formIn(language), /<html lang="en">[\s\S]*Card number/);
  const { en, de } = cardTexts;
  assert.deepEqual(Object.keys(de), Object.keys(en));
  assert.deepEqual(Object.keys(de.errors), Object.keys(en.errors));
  assert.deepEqual(Object.keys(de.outcomes), Object.keys(en.outcomes));
});

test('without a configured shop no page may embed the card form', async (t) => {
  const { fetch } = await startTestSimulator(t);
  const { headers } = await fetch('/card-form');
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
});

test('serves pages and tokens below the public path, and no merchant API', async (t) => {
  const { fetch, charge } = await startTestSimulator(t, below);
  const { body } = await charge('tok_ok');
  const headers = { authorization: 'Bearer key' };
  for (const path of ['/v1/ledger', `/v1/charges/${body.id}`, '/v1/charges?reference=order:1'])
    assert.equal((await fetch(`/payment-provider${path}`, { headers })).status, 404, path);
  assert.equal((await fetch('/v1/tokens', json(card))).status, 401, 'the root path is the merchant API');
});

test('every test card is valid and becomes a token, and no response contains the card', async (t) => {
  const { fetch } = await startTestSimulator(t, below);
  for (const { number, token, brand } of testCards) {
    assert.ok(passesLuhn(number), number);
    const response = await fetch('/payment-provider/v1/tokens', json({ ...card, number }));
    assert.equal(response.status, 201);
    assert.deepEqual(await response.json(), { token, brand, last4: number.slice(-4) });
  }
});

for (const [what, wrong, pointer] of [
  ['a real card', { number: '4111111111111111' }, '/number'],
  ['a mistyped number', { number: '4242424242424241' }, '/number'],
  ['a card that has expired', { expYear: 2025 }, '/expMonth'],
  ['no number', { number: 'no number' }, '/number'],
] as const)
  test(`rejects ${what} without repeating it`, async (t) => {
    const { fetch } = await startTestSimulator(t, below);
    const response = await fetch('/payment-provider/v1/tokens', json({ ...card, ...wrong }));
    assert.equal(response.status, 400);
    const text = await response.text();
    assert.ok(text.includes(`"pointer":"${pointer}"`), text);
    if ('number' in wrong) assert.ok(!text.includes(wrong.number));
  });

test('returns to the order after the decision, and shows the outcome on a later visit', async (t) => {
  const { fetch, send } = await startTestSimulator(t, below);
  const returnUrl = `${shop}/orders/1`;
  const request = { reference: 'order:1', amount: 1_500, currency: 'EUR', token: 'tok_action', returnUrl };
  const { body } = await send('POST', '/v1/charges', request, 'order:1');
  const path = new URL(body.action?.url ?? assert.fail()).pathname;
  assert.equal(path, `/payment-provider/actions/${body.id}`);
  const page = await fetch(path);
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/shop\.example;/);
  assert.match(await page.text(), /<html lang="en">[\s\S]*€15\.00/);
  const german = await (await fetch(path, { headers: { 'accept-language': 'de-AT,en;q=0.5' } })).text();
  assert.match(german, /<html lang="de">[\s\S]*Zahlung freigeben\?[\s\S]*15,00\s€/);
  const decide = (decision: string) =>
    fetch(path, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
  const response = await decide('approve');
  assert.deepEqual([response.status, response.headers.get('location')], [303, returnUrl]);
  assert.equal((await decide('decline')).status, 303, 'too late, and led back all the same');
  assert.match(await (await fetch(path)).text(), /approved[\s\S]*href="https:\/\/shop\.example\/orders\/1"/);
});

test('redirects to the shop only', async (t) => {
  const { send } = await startTestSimulator(t, below);
  for (const returnUrl of ['https://evil.example/', 'https://shop.example.evil.example/', 'javascript:alert(1)']) {
    const request = { reference: 'order:2', amount: 1_500, currency: 'EUR', token: 'tok_action', returnUrl };
    assert.equal((await send('POST', '/v1/charges', request, 'order:2')).status, 400, returnUrl);
  }
});
