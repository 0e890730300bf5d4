/** Security settings of a shop. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { flowers, flowersPlacement } from '../../testing/flowers.ts';
import type { Storefront } from '../api/storefront.ts';
import { serviceEnvironment } from './service-environment.ts';
import { ignoredFields } from './unsupported-fields.ts';

const settings = (name: 'gateway' | 'order', spec: Partial<Storefront['spec']>) =>
  serviceEnvironment(serviceBlueprint(name), flowers(spec), flowersPlacement);

test('passes the security settings to the gateway, which has defaults', () => {
  const said = (security?: Storefront['spec']['security']) => {
    const { SECURITY_CONTACT, HSTS_PRELOAD } = settings('gateway', { security });
    return [SECURITY_CONTACT, HSTS_PRELOAD];
  };
  assert.deepEqual(said(), [undefined, undefined]);
  const contact = 'https://shop.example.com/security';
  assert.deepEqual(said({ contact, hstsPreload: true }), [contact, 'true']);
  assert.equal(settings('order', { security: { contact } }).SECURITY_CONTACT, undefined);
});

test('reports HSTS preload as ignored over http', () => {
  const without = (publicUrl: string) =>
    ignoredFields(flowers({ publicUrl, security: { hstsPreload: true } })).map(({ field }) => field);
  assert.deepEqual(without('http://localhost:8080'), ['spec.security.hstsPreload']);
  assert.deepEqual(without('https://shop.example.com'), []);
});

test('passes the token type of an external issuer', () => {
  const external = { issuer: 'https://id.example.com/realm/', audience: 'shop-api' };
  assert.equal(settings('order', { identity: { external } }).TOKEN_TYPE, undefined);
  const strict = { external: { ...external, tokenType: 'at+jwt' as const } };
  for (const name of ['gateway', 'order'] as const)
    assert.equal(settings(name, { identity: strict }).TOKEN_TYPE, 'at+jwt');
});
