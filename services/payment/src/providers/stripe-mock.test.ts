/**
 * The adapter's requests conform to Stripe's API: checked with Stripe's own mock, which validates requests against its OpenAPI
 * description and rejects unknown parameters and wrong types. Its responses are canned and only parsed here.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId, newOrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { buildGo } from '@mambogo/local/toolchain/build-go.ts';
import { stripeMock } from '@mambogo/local/toolchain/build-stripe-mock.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { end, until } from '../../testing/start-simulator.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import { createStripeProvider } from './stripe-provider.ts';

let folder: string;
let mock: ChildProcess;
let provider: PaymentProvider;
const apiKey = 'sk_test_123';
let url: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-mock-'));
  const program = (await buildGo(stripeMock, { cache: cacheFolder(), logs: folder }))['stripe-mock'];
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  mock = spawn(program, ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' });
  // It loads the whole description first.
  await until(async () => (await fetch(url)).status > 0, 60);
  const returnUrl = (orderId: string) => `https://shop.example/orders/${orderId}`;
  provider = createStripeProvider({ url, apiKey, timeout: 5_000, returnUrl });
});
after(async () => {
  if (mock) await end(mock, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const amount = { amount: 4_200, currency: 'USD' };

test('the mock rejects unknown parameters, so its acceptance counts', async () => {
  const body = new URLSearchParams({ amount: '1', currency: 'usd', nonsense: 'x' });
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${url}/v1/payment_intents`, { method: 'POST', headers, body });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /additional properties are not allowed/);
});

test('Stripe accepts a charge', async () => {
  const answer = await provider.charge({ orderId: newOrderId(), attempt: 1, amount, token: 'pm_card_visa' });
  assert.match(answer.reference ?? '', /^pi_/);
});

test('Stripe accepts a search for a charge, by id and in the list', async () => {
  const trace = { reference: 'pi_123', sinceSent: 5 };
  assert.equal(await provider.find(newOrderId(), 1, trace), undefined, 'the canned one has another charge name');
  assert.equal(await provider.find(newOrderId(), 1), undefined);
});

test('Stripe accepts voiding a charge', async () => {
  assert.ok((await provider.void('pi_123')).reference);
});

test('Stripe accepts a refund, and a search for refunds', async () => {
  const request = { reference: 'pi_123', refundId: RefundId.parse(newId()), amount };
  assert.deepEqual(await provider.refund({ ...request, again: false }), { type: 'refunded' });
  assert.deepEqual(await provider.refund({ ...request, again: true }), { type: 'refunded' });
});
