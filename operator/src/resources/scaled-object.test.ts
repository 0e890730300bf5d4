import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import type { ExternalAccess } from '../model/external-access.ts';

/** What KEDA logs in with to read the lag of order; its password apart. */
function loginWith(access?: ExternalAccess): Record<string, string> {
  const { objects } = sampleShop({
    kedaInstalled: true,
    spec: {
      services: { order: { autoscaling: { min: 1, max: 3, lag: 100 } } },
      ...(access ? { data: { kafka: { external: { secretName: 'brokers' } } } } : {}),
    },
    external: access ? new Map([['brokers', access]]) : undefined,
  });
  const secret = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'shop-order-lag');
  const { password, ...login } = Object.fromEntries(
    Object.entries(secret?.data ?? {}).map(([name, value]) => [name, Buffer.from(String(value), 'base64').toString()]),
  );
  assert.equal(password !== undefined, login.sasl !== 'none');
  return login;
}

const brokers = { host: 'kafka.example', port: 9092, version: '1' };

test('KEDA logs in to the brokers as the sidecar of the service does', () => {
  assert.deepEqual(loginWith(), {
    ...{ sasl: 'plaintext', username: 'shop-order' },
    ...{ tls: 'enable', ca: 'authority of kafka' },
  });
  assert.equal(loginWith({ ...brokers, tls: false }).sasl, 'none');
  const scram = loginWith({ ...brokers, username: 'u', password: 'p', mechanism: 'SCRAM-SHA-512', tls: true });
  assert.deepEqual([scram.sasl, scram.username, scram.tls], ['scram_sha512', 'u', 'enable']);
  assert.equal(loginWith({ ...brokers, password: 'p', mechanism: 'PLAIN' }).username, 'shop-order');
});
