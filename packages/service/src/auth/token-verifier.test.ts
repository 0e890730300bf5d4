import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import jwt from 'jsonwebtoken';
import { Problem } from '../http/problem.ts';
import { noRevocations } from './revocations/revocations.ts';
import { createRevokedTokens } from './revocations/revoked-tokens.ts';
import { createTokenVerifier } from './token-verifier.ts';

const issuer = 'http://localhost:8080/auth';
const audience = 'mambogo-api';
const ownKey = keyPair('mine');
const foreign = keyPair('mine');
const claims = { sub: 'customer', scope: 'cart:manage order:write', roles: ['USER'] };

function keyPair(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, publicKey, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

const sign = (key: { privateKey: KeyObject; kid: string }, payload: object = claims, options: jwt.SignOptions = {}) =>
  jwt.sign(payload, key.privateKey, {
    algorithm: 'RS256',
    keyid: key.kid,
    issuer,
    audience,
    expiresIn: 60,
    ...options,
    header: { alg: 'RS256', typ: 'at+jwt', ...options.header },
  });

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const whole = { ...claims, iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1000) + 60 };

const verify = createTokenVerifier({ issuer, audience, fetchKeys: async () => ({ keys: [ownKey.jwk] }) });

const assertRejected = (token: string, why: RegExp) =>
  assert.rejects(verify(token), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.slug, 'unauthenticated');
    assert.match(error.message, why);
    return true;
  });

test('returns subject, roles and scopes of a valid token', async () => {
  const iat = Math.floor(Date.now() / 1_000);
  const token = sign(ownKey, { ...claims, iat, sid: 'a-session', epoch: 3 });
  assert.deepEqual(await verify(token), {
    subject: 'customer',
    roles: ['USER'],
    scopes: new Set(['cart:manage', 'order:write']),
    expiresAt: iat + 60,
    issuedAt: iat,
    sessionId: 'a-session',
    epoch: 3,
    token,
  });
});

test('rejects a token without a signature (alg none)', async () => {
  await assertRejected(`${base64({ alg: 'none', kid: 'mine' })}.${base64(whole)}.`, /not a token of this shop/);
  await assertRejected(`${base64({ alg: 'RS256', typ: 'at+jwt', kid: 'mine' })}.${base64(whole)}.`, /not valid/);
});

test('rejects a token signed with the public key as an HMAC secret', async () => {
  for (const secret of [
    ownKey.publicKey.export({ type: 'spki', format: 'pem' }),
    ownKey.publicKey.export({ type: 'spki', format: 'der' }),
  ])
    for (const alg of ['HS256', 'RS256']) {
      const text = `${base64({ alg, typ: 'at+jwt', kid: 'mine' })}.${base64(whole)}`;
      await assertRejected(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`, /not/);
    }
});

test('rejects expired tokens and tokens that are not valid yet', async () => {
  await assertRejected(sign(ownKey, claims, { expiresIn: -60 }), /expired/);
  await assertRejected(sign(ownKey, claims, { notBefore: 60 }), /not valid/);
});

test('rejects a token for another audience or of another issuer', async () => {
  await assertRejected(sign(ownKey, claims, { audience: 'another-api' }), /not valid/);
  await assertRejected(sign(ownKey, claims, { issuer: 'http://evil.example/auth' }), /not valid/);
});

test('rejects a token of an unknown key, without key id, or of another key under a known id', async () => {
  await assertRejected(sign({ ...ownKey, kid: 'other' }), /key is unknown/);
  await assertRejected(
    jwt.sign(claims, ownKey.privateKey, { algorithm: 'RS256', issuer, audience }),
    /not a token of this shop/,
  );
  await assertRejected(sign(foreign), /not valid/);
});

test('rejects a token that was changed, has no subject or is malformed', async () => {
  const [header, , signature] = sign(ownKey).split('.');
  await assertRejected(`${header}.${base64({ ...whole, scope: 'admin:all' })}.${signature}`, /not valid/);
  await assertRejected(sign(ownKey, { scope: 'cart:manage' }), /not valid/);
  for (const token of ['', 'a.b.c', 'no token']) await assertRejected(token, /not a token of this shop/);
});

test('accepts only the type of access tokens, in any spelling', async () => {
  for (const typ of ['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/At+Jwt'])
    assert.equal((await verify(sign(ownKey, claims, { header: { alg: 'RS256', typ } }))).subject, 'customer', typ);
  for (const typ of ['JWT', 'jwt', '', 'logout+jwt', 'application/jwt', 'text/at+jwt'])
    await assertRejected(sign(ownKey, claims, { header: { alg: 'RS256', typ } }), /not an access token/);
});

test('rejects a token issued in the future, within the clock tolerance', async () => {
  const now = Math.floor(Date.now() / 1_000);
  await assertRejected(sign(ownKey, { ...claims, iat: now + 60 }), /issued in the future/);
  assert.equal((await verify(sign(ownKey, { ...claims, iat: now + 3 }))).subject, 'customer');
});

test('rejects a token of an ended session or an old epoch', async () => {
  const revoked = createRevokedTokens();
  const revocations = { ...revoked, whenKnown: () => Promise.resolve(), degradedReason: () => undefined };
  const verifyToken = createTokenVerifier({
    issuer,
    audience,
    fetchKeys: async () => ({ keys: [ownKey.jwk] }),
    revocations,
  });
  const of = (sid: string, epoch?: number) => sign(ownKey, { ...claims, sid, epoch });
  for (const token of [of('one', 1), of('two', 1), of('two'), sign(ownKey)]) await verifyToken(token);
  const until = Date.now() / 1_000 + 60;
  revoked.apply({ type: 'session', cursor: 1, sid: 'one', until });
  await assert.rejects(verifyToken(of('one', 1)), /has ended/);
  await verifyToken(of('two', 1));
  revoked.apply({ type: 'person', cursor: 2, sub: 'customer', epoch: 1, until });
  await verifyToken(of('two', 1));
  for (const token of [of('two', 0), of('two'), sign(ownKey)]) await assert.rejects(verifyToken(token), /has ended/);
});

test('verifies the signature of a token once a minute, and never accepts it after its end', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const verified = t.mock.method(jwt, 'verify');
  const token = sign(ownKey, claims, { expiresIn: 90 });
  for (let n = 0; n < 3; n += 1) assert.equal((await verify(token)).subject, 'customer');
  assert.equal(verified.mock.callCount(), 1);
  await assertRejected(`${token.slice(0, -8)}AAAAAAAA`, /not valid/);
  t.mock.timers.tick(61_000);
  await verify(token);
  await verify(token);
  assert.equal(verified.mock.callCount(), 3);
  t.mock.timers.tick(35_000);
  await assertRejected(token, /expired/);
});

test('fails with upstream-unavailable while revocations are unknown', async () => {
  const revocations = { ...noRevocations(), whenKnown: () => Promise.reject(new Error('unavailable')) };
  const verifyToken = createTokenVerifier({
    issuer,
    audience,
    fetchKeys: async () => ({ keys: [ownKey.jwk] }),
    revocations,
  });
  await assert.rejects(
    verifyToken(sign(ownKey)),
    (error) => error instanceof Problem && error.slug === 'upstream-unavailable',
  );
});

test('fails with upstream-unavailable while the issuer is unavailable and its keys are unknown', async () => {
  const unreachableIssuer = createTokenVerifier({
    issuer,
    audience,
    fetchKeys: () => Promise.reject(new Error('unavailable')),
  });
  await assert.rejects(
    unreachableIssuer(sign(ownKey)),
    (error) => error instanceof Problem && error.slug === 'upstream-unavailable',
  );
});
