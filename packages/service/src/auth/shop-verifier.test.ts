import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { createSidecar } from '@mambogo/dapr/sidecar.ts';
import { type ExternalIssuer, startExternalIssuer } from '@mambogo/testing/external-issuer.ts';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { createShopVerifier, externalIssuer } from './shop-verifier.ts';

/** Fails every call: with an external issuer there are none. */
const sidecar = createSidecar({ httpPort: 9, apiToken: 'none', peers: {} });
const settings = { PUBLIC_URL: 'https://shop.test', AUDIENCE: 'shop-api' };
const issuers: ExternalIssuer[] = [];
before(async () => {
  issuers.push(...(await Promise.all([startExternalIssuer('ES256'), startExternalIssuer('RS256')])));
});
after(async () => {
  for (const issuer of issuers) await issuer.stop();
  await sidecar.close();
});

test('verifies tokens of an external issuer with its keys, for each supported algorithm', async () => {
  assert.equal(issuers.length, 2);
  for (const { issuer, logIn } of issuers) {
    const verify = createShopVerifier({ ...settings, ISSUER: issuer }, sidecar);
    const shopper = await verify(await logIn('ana', ''));
    assert.deepEqual(shopper.roles, ['USER']);
    assert.deepEqual([...shopper.scopes], ['cart:manage', 'order:write']);
    assert.ok(z.uuid().safeParse(shopper.subject).success, 'orders are of customers with UUIDs');
    assert.equal((await verify(await logIn('ana', 'order:write'))).subject, shopper.subject);
    assert.deepEqual([...(await verify(await logIn('boss', ''))).scopes], [...scopes]);
    assert.deepEqual([...(await verify(await logIn('ana', 'admin:all order:write'))).scopes], ['order:write']);
  }
});

const refused = (error: unknown) => error instanceof Problem && error.slug === 'unauthenticated';

test('rejects tokens for another audience or from another issuer', async () => {
  const [theirs, other] = issuers;
  assert.ok(theirs && other);
  const verify = createShopVerifier({ ...settings, ISSUER: theirs.issuer }, sidecar);
  await assert.rejects(verify(await theirs.logIn('ana', '', 'urn:somebody-elses-api')), refused);
  await assert.rejects(verify(await other.logIn('ana', '')), refused);
});

test("treats an issuer with the shop's own URL as the shop's own", () => {
  assert.equal(externalIssuer({ PUBLIC_URL: 'https://shop.test/', ISSUER: 'https://shop.test/auth' }), undefined);
  assert.equal(externalIssuer({ PUBLIC_URL: 'https://shop.test' }), undefined);
  assert.equal(externalIssuer({ PUBLIC_URL: 'https://shop.test', ISSUER: 'https://id.test' }), 'https://id.test');
});
