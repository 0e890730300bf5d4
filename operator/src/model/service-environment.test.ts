/** Settings that a shop says of its own security. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import type { Storefront } from '../api/storefront.ts';
import { withoutEffect } from './beyond-this-release.ts';
import type { Placement } from './placement.ts';
import { serviceEnvironment } from './service-environment.ts';

const at = (port: number) => ({ host: '127.0.0.1', port });
const placement: Placement = {
  namespace: 'default',
  storeOf: () => ({ ...at(1), prefix: '' }),
  kafka: { ...at(4), version: '3.9.0', authentication: [], prefix: '' },
  publicUrl: ({ spec }) => spec.publicUrl ?? '',
  providerUrl: () => 'http://localhost:8086',
  listen: ({ port }) => at(port),
  reach: ({ port }) => at(port),
  sidecar: ({ port }) => ({ http: port, grpc: port, internalGrpc: port }),
  credentialsFolder: () => '/credentials',
  dataFile: (_service, file) => `/data/${file}`,
};
const shop = (spec: Partial<Storefront['spec']>): Storefront => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'flowers' },
  spec: {
    profile: 'local',
    version: '1.0.0',
    publicUrl: 'http://localhost:8080',
    payments: { provider: 'simulator' },
    ...spec,
  },
});
const settings = (name: 'gateway' | 'order', spec: Partial<Storefront['spec']>) =>
  serviceEnvironment(serviceBlueprint(name), shop(spec), placement);

test('the gateway says what the shop says of its security, and has defaults of its own', () => {
  const said = (security?: Storefront['spec']['security']) => {
    const { SECURITY_CONTACT, HSTS_PRELOAD } = settings('gateway', { security });
    return [SECURITY_CONTACT, HSTS_PRELOAD];
  };
  assert.deepEqual(said(), [undefined, undefined]);
  const contact = 'https://shop.example.com/security';
  assert.deepEqual(said({ contact, hstsPreload: true }), [contact, 'true']);
  assert.equal(settings('order', { security: { contact } }).SECURITY_CONTACT, undefined);
});

test('what asks browsers for https has no effect by http, and is named', () => {
  const without = (publicUrl: string) =>
    withoutEffect(shop({ publicUrl, security: { hstsPreload: true } })).map(({ field }) => field);
  assert.deepEqual(without('http://localhost:8080'), ['spec.security.hstsPreload']);
  assert.deepEqual(without('https://shop.example.com'), []);
});

test('of an outside issuer the type of token is taken that the shop names', () => {
  const external = { issuer: 'https://id.example.com/realm/', audience: 'shop-api' };
  assert.equal(settings('order', { identity: { external } }).TOKEN_TYPE, undefined);
  const strict = { external: { ...external, tokenType: 'at+jwt' as const } };
  for (const name of ['gateway', 'order'] as const)
    assert.equal(settings(name, { identity: strict }).TOKEN_TYPE, 'at+jwt');
});
