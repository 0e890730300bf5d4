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

test("only the sidecar's token opens the routes", async (t) => {
  const fetch = await serve(t, app());
  const wrong: Record<string, string>[] = [{}, { 'dapr-api-token': 'the-tokem' }, { 'dapr-api-token': '' }];
  for (const headers of wrong) {
    const refused = await fetch('/internal/hello', { headers });
    assert.equal(refused.status, 403);
    assert.equal(ProblemBody.parse(await refused.json()).type, 'https://mambogo.com/problems/forbidden');
  }
  const answered = await fetch('/internal/hello', { headers: { 'dapr-api-token': 'the-token' } });
  assert.equal(await answered.json(), 'hello');
});

test('without a token to ask for (the edge), anyone may come', async (t) => {
  const fetch = await serve(t, app({ appToken: undefined }));
  assert.equal((await fetch('/internal/hello')).status, 200);
});

test('health is open: live always, ready as long as the service can work', async (t) => {
  let ready = true;
  const fetch = await serve(t, app({ checkReady: async () => assert.ok(ready) }));
  assert.equal((await fetch('/healthz/ready')).status, 200);
  ready = false;
  assert.equal((await fetch('/healthz/ready')).status, 503);
  assert.equal((await fetch('/healthz/live')).status, 200);
});

test('whether the store is away is said whatever else is wrong, and to anybody', async (t) => {
  let storeError: Error | undefined;
  const notReady = async () => assert.fail('stopping');
  const fetch = await serve(t, app({ checkReady: notReady, storeError: () => storeError }));
  assert.equal((await fetch('/healthz/store')).status, 200);
  storeError = new Error('password of the database: secret');
  const answer = await fetch('/healthz/store');
  assert.deepEqual([answer.status, await answer.json()], [503, { store: 'away' }]);
});

test('a store that can not be reached is a 503, not an error of ours', async (t) => {
  const gone = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
  const mount: AppSettings['mount'] = (express) =>
    express.get('/', () => {
      throw gone;
    });
  const fetch = await serve(t, app({ appToken: undefined, mount }));
  const answer = await fetch('/');
  assert.equal(answer.status, 503);
  assert.doesNotMatch(await answer.text(), /10\.0\.0\.1/);
});

test('a route that is not there is a problem with the trace it belongs to', async (t) => {
  const fetch = await serve(t, app({ appToken: undefined }));
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const answer = await fetch('/nowhere?token=secret', { headers: { traceparent } });
  assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  assert.deepEqual(await answer.json(), {
    type: 'https://mambogo.com/problems/not-found',
    title: 'There is no such thing here',
    status: 404,
    detail: 'there is no GET /nowhere here',
    instance: '/nowhere',
    traceId: '0af7651916cd43dd8448eb211c80319c',
  });
});

test('an error of ours is a 500 that tells nothing of it', async (t) => {
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
  const answer = await fetch('/');
  assert.equal(answer.status, 500);
  assert.doesNotMatch(await answer.text(), /secret|database/);
  assert.equal(answer.headers.get('x-powered-by'), null);
});
