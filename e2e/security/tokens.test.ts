import assert from 'node:assert/strict';
import { createHmac, createPublicKey, createSign, randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { problemOf } from '../rejections.ts';
import { localShop, shopUrl } from '../shop-under-test.ts';
import { type Exchange, exchange } from '../shopper/exchange.ts';
import { readSigningKey, type SigningKey, sign, untrustedKey } from '../shopper/forge-token.ts';
import { logInPages } from '../shopper/log-in-pages.ts';
import { discover, logIn, type Tokens } from '../shopper/oidc.ts';

let key: SigningKey;
let claims: Record<string, unknown>;
let tokens: Tokens;

before(async () => {
  tokens = await logIn(await discover(shopUrl()), logInPages('demo', 'demo'));
  key = await readSigningKey();
  const [, middle = ''] = tokens.access_token.split('.');
  const { iat: _iat, exp: _exp, ...rest } = JSON.parse(Buffer.from(middle, 'base64url').toString()) as typeof claims;
  claims = rest;
});

const orders = (options: Exchange, path: string = listOrders.path) => exchange(new URL(path, shopUrl()), options);
const ask = async (token: string) => problemOf(await orders({ headers: { authorization: `Bearer ${token}` } }));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const body = (more: object = {}) => part({ ...claims, exp: Math.floor(Date.now() / 1_000) + 60, ...more });
/** Signed by HMAC with a secret of the attacker's choice. */
const hmac = (header: object, secret: string | Buffer) => {
  const text = `${part(header)}.${body()}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const signed = (header: object, claimsToo: object = {}, by = key.privateKey) =>
  sign({ ...claims, ...claimsToo }, by, {
    algorithm: 'RS256',
    expiresIn: 60,
    header: { alg: 'RS256', ...header },
  });

test('a token signed like the shop’s is accepted, so the following ones are rejected for their defect', async () => {
  assert.equal(await ask(signed({ kid: key.kid })), '200');
});

test('a key id that is a path, a query, a command or a URL finds no key: 401', async () => {
  const nothing = Buffer.alloc(0);
  const untrusted = untrustedKey();
  const ids = [
    '../../../../../../dev/null',
    '/dev/null',
    "x' union select 'secret'--",
    '| sleep 5',
    'http://127.0.0.1/key',
    '',
    ' ',
    '__proto__',
    'constructor',
    `${key.kid}\0`,
    `${key.kid} `,
  ];
  for (const kid of ids) {
    assert.equal(await ask(hmac({ alg: 'HS256', typ: 'JWT', kid }, nothing)), '401 unauthenticated', kid);
    assert.equal(await ask(signed({ kid }, {}, untrusted)), '401 unauthenticated', kid);
  }
});

test('a key that the token contains or links to is not used: 401', async () => {
  const untrusted = untrustedKey();
  const jwk = createPublicKey(untrusted).export({ format: 'jwk' });
  const certificate = Buffer.from('not a certificate').toString('base64');
  const headers = [
    { kid: key.kid, jwk },
    { kid: 'theirs', jwk: { ...jwk, kid: 'theirs', use: 'sig' } },
    { kid: 'theirs', jku: 'http://127.0.0.1:1/jwks.json' },
    { kid: key.kid, jku: 'https://evil.example/jwks.json' },
    { kid: key.kid, x5u: 'https://evil.example/cert.pem' },
    { kid: key.kid, x5c: [certificate] },
  ];
  for (const header of headers)
    assert.equal(await ask(signed(header, {}, untrusted)), '401 unauthenticated', JSON.stringify(header));
});

test('`none` in any case, and the public key as a secret in any form: 401', async () => {
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null]) {
    const head = part({ alg, typ: 'JWT', kid: key.kid });
    for (const signature of ['', 'e30', tokens.access_token.split('.')[2]])
      assert.equal(await ask(`${head}.${body()}.${signature}`), '401 unauthenticated', String(alg));
  }
  const publicKey = createPublicKey(key.privateKey);
  const jwk = publicKey.export({ format: 'jwk' });
  const secrets = [
    publicKey.export({ type: 'spki', format: 'pem' }),
    publicKey.export({ type: 'pkcs1', format: 'pem' }),
    publicKey.export({ type: 'spki', format: 'der' }),
    JSON.stringify(jwk),
    jwk.n ?? '',
    '',
    'secret',
  ];
  for (const secret of secrets)
    assert.equal(await ask(hmac({ alg: 'HS256', kid: key.kid }, secret)), '401 unauthenticated');
});

test('times, audience, issuer and subject of wrong types are rejected: 401', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const head = { alg: 'RS256', kid: key.kid };
  const wrong = [
    { exp: now - 3_600 },
    { exp: 0 },
    { exp: '9999999999' },
    { exp: null },
    { nbf: now + 3_600 },
    { aud: ['another-api'] },
    { aud: '' },
    { aud: 'mambogo-spa' },
    { aud: 'mambogo-ap' },
    { iss: `${shopUrl()}/auth/` },
    { iss: `${shopUrl()}.evil.example/auth` },
    { iss: ['x'] },
    { sub: '' },
    { sub: 1 },
  ];
  for (const claim of wrong) {
    // jsonwebtoken refuses to create some of these: signed as bytes.
    const text = `${part(head)}.${body(claim)}`;
    const token = `${text}.${createSign('RSA-SHA256').update(text).sign(key.privateKey, 'base64url')}`;
    assert.equal(await ask(token), '401 unauthenticated', JSON.stringify(claim));
  }
});

test('a signature of other content, truncated, doubled or empty: 401', async () => {
  const good = signed({ kid: key.kid });
  const [head = '', middle = '', signature = ''] = good.split('.');
  const admin = body({ roles: ['ADMIN'], scope: 'admin:all' });
  const broken = [
    `${head}.${admin}.${signature}`,
    `${head}.${middle}.`,
    `${head}.${middle}`,
    `${head}.${middle}.${signature.slice(0, -8)}`,
    `${good}.${signature}`,
    `${head}..${signature}`,
    `.${middle}.${signature}`,
    '..',
    'null',
    '{}',
    '%00'.repeat(3),
  ];
  for (const token of broken) assert.equal(await ask(token), '401 unauthenticated', token.slice(0, 30));
});

test('roles and scopes outside the token have no effect', async () => {
  const plain = `Bearer ${tokens.access_token}`;
  const stolen = {
    'x-user-roles': 'ADMIN',
    'x-scope': 'admin:all',
    'x-user-id': randomUUID(),
    cookie: 'roles=ADMIN; scope=admin:all',
  };
  const all = listAllOrders.path;
  assert.equal(problemOf(await orders({ headers: { authorization: plain, ...stolen } }, all)), '403 forbidden');
  const asAdmin = orders({ headers: { authorization: plain } }, `${all}?scope=admin:all&roles=ADMIN`);
  assert.equal(problemOf(await asAdmin), '403 forbidden');
});

test('neither an ID token, a refresh token, a code, nor a service’s secret opens the API: 401', async () => {
  const inside = localShop();
  const others = [
    tokens.id_token ?? '',
    tokens.refresh_token,
    randomUUID(),
    inside.credential('order', 'dapr-api-token'),
    inside.credential('gateway', 'app-api-token'),
  ];
  for (const token of others.filter((one) => one !== '')) assert.equal(await ask(token), '401 unauthenticated');
});

test('a token counts only in its header, and with its own scheme', async () => {
  const { access_token: token } = tokens;
  assert.equal(problemOf(await orders({}, `${listOrders.path}?access_token=${token}`)), '401 unauthenticated');
  assert.equal(
    problemOf(await orders({ headers: { cookie: `access_token=${token}; authorization=Bearer ${token}` } })),
    '401 unauthenticated',
  );
  for (const value of [
    token,
    `Basic ${token}`,
    `Token ${token}`,
    'Bearer',
    `Bearer: ${token}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token}, Bearer ${token}`,
  ])
    assert.equal(
      problemOf(await orders({ headers: { authorization: value } })),
      '401 unauthenticated',
      value.slice(0, 16),
    );
});
