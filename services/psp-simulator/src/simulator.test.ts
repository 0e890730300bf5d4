import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { startTestSimulator } from '../testing/test-simulator.ts';

const hour = 3_600_000;

for (const [token, status, code] of [
  ['tok_ok', 'captured', undefined],
  ['tok_timeout', 'captured', undefined],
  ['tok_declined', 'failed', 'card_declined'],
  ['tok_insufficient_funds', 'failed', 'insufficient_funds'],
  ['tok_anything_else', 'failed', 'invalid_token'],
  ['tok_late', 'pending', undefined],
  ['tok_twice', 'pending', undefined],
  ['tok_action', 'requires_action', undefined],
] as const)
  test(`${token} is ${status}`, async (t) => {
    const { charge } = await startTestSimulator(t);
    const { status: http, body } = await charge(token);
    assert.equal(http, 201);
    assert.equal(body.status, status);
    assert.equal(body.failure?.code, code);
  });

test('captures tok_timeout long before its response', async (t) => {
  const { charge, find } = await startTestSimulator(t);
  let hasResponded = false;
  const slow = charge('tok_timeout').then(() => {
    hasResponded = true;
  });
  let found = await find();
  while (found.length === 0) found = await find();
  assert.deepEqual(
    found.map(({ status }) => status),
    ['captured'],
  );
  assert.equal(hasResponded, false);
  await slow;
});

test('lists charges since a point in time, oldest first, a hundred per page', async (t) => {
  const { charge, send, clock } = await startTestSimulator(t);
  const made: string[] = [];
  for (let number = 0; number < 102; number += 1) {
    clock.now += number % 2;
    made.push((await charge('tok_ok', { reference: `order:${number}` })).body.reference ?? '');
  }
  const list = async (query: string) => (await send('GET', `/v1/charges?${query}`)).body;
  const since = new Date('2026-01-01T00:00:00Z').toISOString();
  const first = await list(`since=${since}`);
  const rest = await list(`since=${since}&after=${first.next}`);
  const found = [...(first.charges ?? []), ...(rest.charges ?? [])].map(({ reference }) => reference);
  assert.deepEqual([first.charges?.length, rest.charges?.length, rest.next], [100, 2, undefined]);
  assert.deepEqual([...found].sort(), [...made].sort());
  const last = await list(`since=${new Date(clock.now).toISOString()}`);
  assert.deepEqual(
    last.charges?.map(({ reference }) => reference),
    ['order:101'],
  );
  assert.equal((await send('GET', '/v1/charges?since=yesterday')).status, 400);
});

test('tok_error fails twice without saving anything, then captures with the same key', async (t) => {
  const { charge, find } = await startTestSimulator(t);
  assert.equal((await charge('tok_error')).status, 500);
  assert.equal((await charge('tok_error')).status, 500);
  assert.deepEqual(await find(), []);
  assert.equal((await charge('tok_error')).body.status, 'captured');
});

test('tok_late is captured after its delay', async (t) => {
  const { charge, find, clock } = await startTestSimulator(t);
  await charge('tok_late');
  clock.now += 39_999;
  assert.equal((await find())[0]?.status, 'pending');
  clock.now += 1;
  assert.equal((await find())[0]?.status, 'captured');
});

test('replays the first response to a key for 24 hours, and rejects the key for a different request', async (t) => {
  const { charge, find, clock } = await startTestSimulator(t);
  const first = await charge('tok_late');
  clock.now += 23 * hour;
  assert.deepEqual(await charge('tok_late'), first, 'the original response, not the current state');
  assert.equal((await charge('tok_late', { key: 'order:1', amount: 1 })).status, 422);
  assert.equal((await find()).length, 1);
  clock.now += hour;
  await charge('tok_late');
  assert.equal((await find()).length, 2, 'an expired key charges again');
});

test('refunds once per key and never more than was captured', async (t) => {
  const { charge, refund, find, ledger } = await startTestSimulator(t);
  const { id } = (await charge('tok_ok')).body;
  const first = await refund(id, 1_000, 'r1');
  assert.equal(first.status, 201);
  assert.deepEqual(await refund(id, 1_000, 'r1'), first);
  const over = await refund(id, 501, 'r2');
  assert.equal(over.status, 422);
  assert.equal(over.body.type, 'https://mambogo.com/problems/refund-exceeds-payment');
  assert.equal((await refund(id, 500, 'r2')).status, 201, 'a rejection does not use up the key');
  assert.equal((await find())[0]?.refunded, 1_500);
  assert.deepEqual((await ledger()).totals, [
    { currency: 'USD', charges: 1, captures: 1, captured: 1_500, refunded: 1_500 },
  ]);
});

test('voids only a charge that is not captured, permanently', async (t) => {
  const { charge, send, find, refund, clock } = await startTestSimulator(t);
  const { id } = (await charge('tok_late')).body;
  assert.equal((await send('POST', `/v1/charges/${id}/void`)).body.status, 'voided');
  assert.equal((await send('POST', `/v1/charges/${id}/void`)).body.status, 'voided');
  clock.now += hour;
  assert.equal((await find())[0]?.status, 'voided');
  assert.equal((await refund(id, 1, 'r1')).status, 422);
  const taken = (await charge('tok_ok', { reference: 'order:2' })).body;
  assert.equal((await send('POST', `/v1/charges/${taken.id}/void`)).status, 409);
});

for (const [decision, status] of [
  ['approve', 'captured'],
  ['decline', 'failed'],
] as const)
  test(`the customer’s ${decision} makes the charge ${status}`, async (t) => {
    const { charge, fetch, find } = await startTestSimulator(t);
    const { id, action } = (await charge('tok_action')).body;
    assert.match(action?.url ?? '', new RegExp(`/actions/${id}$`));
    assert.match(await (await fetch(`/actions/${id}`)).text(), /Approve/);
    await fetch(`/actions/${id}`, { method: 'POST', body: new URLSearchParams({ decision }) });
    await fetch(`/actions/${id}`, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) });
    assert.equal((await find())[0]?.status, status);
  });

test('the ledger has a row per reference', async (t) => {
  const { charge, ledger } = await startTestSimulator(t);
  await charge('tok_ok', { reference: 'b:1' });
  await charge('tok_ok', { reference: 'a:1', key: 'one' });
  await charge('tok_declined', { reference: 'a:1', key: 'two' });
  const { references } = await ledger();
  assert.deepEqual(references, [
    {
      reference: 'a:1',
      currency: 'USD',
      charges: 2,
      captures: 1,
      captured: 1_500,
      refunded: 0,
      statuses: ['captured', 'failed'],
    },
    {
      reference: 'b:1',
      currency: 'USD',
      charges: 1,
      captures: 1,
      captured: 1_500,
      refunded: 0,
      statuses: ['captured'],
    },
  ]);
});

test('rejects requests without the API key, and invalid ones', async (t) => {
  const { send, charge, fetch } = await startTestSimulator(t);
  assert.equal((await send('GET', '/v1/ledger', undefined, undefined, 'wrong')).status, 401);
  assert.equal((await fetch('/v1/ledger')).status, 401);
  assert.equal((await charge('tok_ok', { amount: 0.5 })).status, 400);
  assert.equal((await charge('tok_ok', { key: '' })).status, 400);
  assert.equal((await send('GET', '/v1/charges')).status, 400);
  assert.equal((await send('GET', '/v1/charges/ch_none')).status, 404);
  assert.equal((await fetch('/healthz')).status, 200);
});

test('hands out a copy of the whole ledger', async (t) => {
  const { charge, fetch } = await startTestSimulator(t);
  const { body } = await charge('tok_ok');
  assert.equal((await fetch('/v1/ledger/copy')).status, 401);
  const response = await fetch('/v1/ledger/copy', { headers: { authorization: 'Bearer key' } });
  assert.equal(response.status, 200);
  const folder = mkdtempSync(join(tmpdir(), 'copied-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'ledger.sqlite');
  writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
  const copy = new DatabaseSync(file, { readOnly: true });
  assert.deepEqual(
    { ...copy.prepare('select id, reference from charge').get() },
    { id: body.id, reference: 'order:1' },
  );
  copy.close();
});
