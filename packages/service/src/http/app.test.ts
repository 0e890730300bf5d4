import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { type AppSettings, createApp } from './app.ts';

const logger = pino({ level: 'silent' });
const app = (settings: Partial<AppSettings> = {}) =>
  createApp({
    logger,
    appToken: 'the-token',
    checkReady: async () => undefined,
    mount: (express) => express.get('/internal/hello', (_request, response) => void response.json('hello')),
    ...settings,
  });

test("requires the sidecar's token on routes", async (t) => {
  const fetch = await serve(t, app());
  const wrong: Record<string, string>[] = [{}, { 'dapr-api-token': 'the-tokem' }, { 'dapr-api-token': '' }];
  for (const headers of wrong) {
    const refused = await fetch('/internal/hello', { headers });
    assert.equal(refused.status, 403);
    assert.equal(ProblemBody.parse(await refused.json()).type, 'https://mambogo.com/problems/forbidden');
  }
  const response = await fetch('/internal/hello', { headers: { 'dapr-api-token': 'the-token' } });
  assert.equal(await response.json(), 'hello');
});

test('is open without an app token (the gateway)', async (t) => {
  const fetch = await serve(t, app({ appToken: undefined }));
  assert.equal((await fetch('/internal/hello')).status, 200);
});

test('serves health without a token: always live, ready while the service can work', async (t) => {
  let ready = true;
  const fetch = await serve(t, app({ checkReady: async () => assert.ok(ready) }));
  assert.equal((await fetch('/healthz/ready')).status, 200);
  ready = false;
  assert.equal((await fetch('/healthz/ready')).status, 503);
  assert.equal((await fetch('/healthz/live')).status, 200);
});

test('serves the state of the store without a token, even when not ready', async (t) => {
  let storeError: Error | undefined;
  const notReady = async () => assert.fail('stopping');
  const fetch = await serve(t, app({ checkReady: notReady, storeError: () => storeError }));
  assert.equal((await fetch('/healthz/store')).status, 200);
  storeError = new Error('password of the database: secret');
  const response = await fetch('/healthz/store');
  assert.deepEqual([response.status, await response.json()], [503, { status: 'unavailable', store: 'away' }]);
});

test('returns 503 instead of 500 if the store is unreachable', async (t) => {
  const gone = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
  const mount: AppSettings['mount'] = (express) =>
    express.get('/', () => {
      throw gone;
    });
  const fetch = await serve(t, app({ appToken: undefined, mount }));
  const response = await fetch('/');
  assert.equal(response.status, 503);
  assert.doesNotMatch(await response.text(), /10\.0\.0\.1/);
});

test('returns a problem with the trace id for an unknown route', async (t) => {
  const fetch = await serve(t, app({ appToken: undefined }));
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const response = await fetch('/nowhere?token=secret', { headers: { traceparent } });
  assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  assert.deepEqual(await response.json(), {
    type: 'https://mambogo.com/problems/not-found',
    title: 'Not found',
    status: 404,
    detail: 'no route matches GET /nowhere',
    instance: '/nowhere',
    traceId: '0af7651916cd43dd8448eb211c80319c',
  });
});

test('returns 500 without details for an internal error', async (t) => {
  const fetch = await serve(
    t,
    app({
      appToken: undefined,
      mount: (express) =>
        express.get('/', () => {
          throw new Error('password of the database: secret');
        }),
    }),
  );
  const response = await fetch('/');
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /secret|database/);
  assert.equal(response.headers.get('x-powered-by'), null);
});
