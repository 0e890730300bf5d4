import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { startConfig } from '../../testing/start-config.ts';

const config = await startConfig();
after(() => config.stop());

test('serves application, profile and label with and without the prefix', async () => {
  const first = config.git('rev-parse', 'HEAD');
  config.push('gateway-demo.yml', 'threats: { threshold: 60 }\n');
  const commit = config.push('gateway.yml', 'rateLimits:\n  cart: { user: 5 }\n');
  await until(
    'the commit is in force',
    async () => (await config.call('/settings/gateway/demo')).json.version === commit,
    5_000,
  );
  const expected = {
    name: 'gateway',
    profiles: ['demo'],
    label: null,
    version: commit,
    state: null,
    propertySources: [
      { name: 'gateway-demo.yml', source: { 'threats.threshold': 60 } },
      { name: 'gateway.yml', source: { 'rateLimits.cart.user': 5 } },
      { name: 'application.yml', source: {} },
    ],
  };
  assert.deepEqual((await config.call('/settings/gateway/demo')).json, expected);
  assert.deepEqual((await config.call('/gateway/demo')).json, expected);
  assert.deepEqual((await config.call('/gateway/demo/main')).json, { ...expected, label: 'main' });
  const earlier = (await config.call(`/settings/gateway/demo/${first}`)).json;
  assert.equal(earlier.version, first);
});

test('an unknown label is a 404, and a name that is none a 400', async () => {
  assert.equal((await config.call('/gateway/demo/nowhere')).status, 404);
  assert.equal((await config.call('/gate%20way/demo')).status, 400);
});
