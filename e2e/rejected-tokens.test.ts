/** Access tokens that are almost right: each is rejected at the gateway, without further details. */

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, test } from 'node:test';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { problemOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { exchange } from './shopper/exchange.ts';
import { publicText, readSigningKey, type SigningKey, sign, untrustedKey } from './shopper/forge-token.ts';
import { logInPages } from './shopper/log-in-pages.ts';
import { discover, logIn } from './shopper/oidc.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';

let shopper: Shopper;
let key: SigningKey;
let claims: Record<string, unknown>;

before(async () => {
  shopper = await signUpShopper(shopUrl());
  key = await readSigningKey();
  const [, middle = ''] = (await shopper.session.token()).split('.');
  const { iat: _iat, exp: _exp, ...rest } = JSON.parse(Buffer.from(middle, 'base64url').toString()) as typeof claims;
  claims = rest;
});

const ask = async (token: string) =>
  problemOf(await exchange(new URL(listOrders.path, shopUrl()), { headers: { authorization: `Bearer ${token}` } }));
const good = () => ({ algorithm: 'RS256', keyid: key.kid, expiresIn: 60 }) as const;

test('a token signed like the shop’s is accepted, so the following ones are rejected for their defect', async () => {
  assert.equal(await ask(sign(claims, key.privateKey, good())), '200');
});

test('accepts the type in any case and with its prefix, the scheme in any case, and a small clock skew', async () => {
  const header = { alg: 'RS256', typ: 'application/AT+JWT' };
  assert.equal(await ask(sign(claims, key.privateKey, { ...good(), header })), '200');
  const iat = Math.floor(Date.now() / 1_000) + 3;
  assert.equal(await ask(sign({ ...claims, iat }, key.privateKey, good())), '200');
  const authorization = `bEARER ${sign(claims, key.privateKey, good())}`;
  assert.equal(problemOf(await exchange(new URL(listOrders.path, shopUrl()), { headers: { authorization } })), '200');
});

test('accepts a token of the previous release, without session and epoch', async () => {
  const { sid: _sid, epoch: _epoch, ...old } = claims;
  assert.equal(await ask(sign(old, key.privateKey, good())), '200');
});

test('a token that is expired, not valid yet, for another audience or of another issuer is a 401', async () => {
  const rejected: Record<string, string> = {
    expired: sign(claims, key.privateKey, { ...good(), expiresIn: -60 }),
    'not valid yet': sign(claims, key.privateKey, { ...good(), notBefore: 600 }),
    'made in the future': sign({ ...claims, iat: Math.floor(Date.now() / 1_000) + 60 }, key.privateKey, good()),
    'of another type': sign(claims, key.privateKey, { ...good(), header: { alg: 'RS256', typ: 'JWT' } }),
    'of the type of log-out tokens': sign(claims, key.privateKey, {
      ...good(),
      header: { alg: 'RS256', typ: 'logout+jwt' },
    }),
    'with an epoch that is not a number': sign({ ...claims, epoch: 'x' }, key.privateKey, good()),
    'another audience': sign({ ...claims, aud: 'another-api' }, key.privateKey, good()),
    'no audience': sign({ ...claims, aud: undefined }, key.privateKey, good()),
    'another issuer': sign({ ...claims, iss: 'https://evil.example/auth' }, key.privateKey, good()),
    'no subject': sign({ ...claims, sub: undefined }, key.privateKey, good()),
    'a foreign key under our key id': sign(claims, untrustedKey(), good()),
    'a foreign key under its own id': sign(claims, untrustedKey(), { ...good(), keyid: 'theirs' }),
  };
  for (const [what, token] of Object.entries(rejected)) assert.equal(await ask(token), '401 unauthenticated', what);
});

test('another algorithm, none, or the public key as a secret is a 401', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = part({ ...claims, exp: Math.floor(Date.now() / 1_000) + 60 });
  const hmac = (alg: string, secret: string) => {
    const text = `${part({ alg, typ: 'JWT', kid: key.kid })}.${body}`;
    return `${text}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
      .update(text)
      .digest('base64url')}`;
  };
  const pem = publicText(key.privateKey);
  const rejected: Record<string, string> = {
    none: `${part({ alg: 'none', typ: 'JWT', kid: key.kid })}.${body}.`,
    HS256: hmac('HS256', pem),
    HS512: hmac('HS512', pem.trim()),
    RS512: sign(claims, key.privateKey, { ...good(), algorithm: 'RS512' }),
    PS256: sign(claims, key.privateKey, { ...good(), algorithm: 'PS256' }),
  };
  for (const [what, token] of Object.entries(rejected)) assert.equal(await ask(token), '401 unauthenticated', what);
});

test('an ID token is not accepted as an access token', async () => {
  const tokens = await logIn(await discover(shopUrl()), logInPages('demo', 'demo'));
  assert.ok(tokens.id_token);
  assert.equal(await ask(tokens.id_token), '401 unauthenticated');
});

test('a token with fewer scopes is a 403 beyond them', async () => {
  const orders = sign({ ...claims, scope: 'order:write' }, key.privateKey, good());
  const cart = { headers: { authorization: `Bearer ${orders}` } };
  assert.equal(await ask(orders), '200');
  assert.equal(problemOf(await exchange(new URL(getCart.path, shopUrl()), cart)), '403 forbidden');
  assert.equal(problemOf(await exchange(new URL(listAllOrders.path, shopUrl()), cart)), '403 forbidden');
  assert.equal(problemOf(await exchange(new URL(listDeadLetters.path, shopUrl()), cart)), '403 forbidden');
});
