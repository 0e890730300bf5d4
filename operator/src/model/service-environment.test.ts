/** Settings that a shop says of its own security. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { flowers, flowersPlacement } from '../../testing/flowers.ts';
import type { Storefront } from '../api/storefront.ts';
import { serviceEnvironment } from './service-environment.ts';
import { ignoredFields } from './unsupported-fields.ts';

const settings = (name: 'gateway' | 'order', spec: Partial<Storefront['spec']>) =>
  serviceEnvironment(serviceBlueprint(name), flowers(spec), flowersPlacement);

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
    ignoredFields(flowers({ publicUrl, security: { hstsPreload: true } })).map(({ field }) => field);
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
