import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refundOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
let forwarded = 0;
before(async () => {
  gateway = await startGateway({ STEP_UP: 'true' });
  gateway.sidecar.handlers.set('shop-order', (_request, response) => {
    forwarded++;
    response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
  });
});
after(() => gateway.stop());

const path = pathOf(refundOrder, { params: { id: '0190a0b0-0000-7000-8000-000000000002' } });
const ago = (seconds: number) => ({ auth_time: Math.floor(Date.now() / 1_000) - seconds });
const refund = (claims: Record<string, unknown>) =>
  fetch(gateway.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${gateway.token('payment:process', undefined, claims)}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
    },
    body: JSON.stringify({ reason: 'a scratch' }),
  });
const counted = (wanted: string) =>
  gateway.context.securityEvents.counts().find(({ code }) => code === wanted)?.count ?? 0;

test('a refund requires a log-in within the last five minutes, else no service is called', async () => {
  for (const claims of [{}, ago(301)]) {
    const refused = await refund(claims);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /insufficient_user_authentication.*max_age=300/);
    assert.match(await refused.text(), /step-up-required/);
  }
  assert.equal(forwarded, 0);
  assert.equal((await refund(ago(10))).status, 202);
  assert.equal(forwarded, 1);
  assert.equal(counted('stepup.required'), 2);
  assert.equal(counted('stepup.succeeded'), 1);
  assert.equal(counted('token.refused'), 0, 'the token is valid');
});

test('reads require no step-up', async () => {
  const answer = await fetch(`${gateway.url}/api/v1/admin/orders`, {
    headers: { authorization: `Bearer ${gateway.token('order:manage')}` },
  });
  assert.equal(answer.status, 202);
});
