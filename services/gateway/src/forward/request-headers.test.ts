import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestHeaders } from './request-headers.ts';

const origin = {
  publicUrl: new URL('https://demo.mambogo.com'),
  client: '203.0.113.7',
  owner: 'cart' as const,
  body: undefined,
};

test('drops headers that sidecars or services would act on', () => {
  const sent = requestHeaders(
    {
      headers: {
        'dapr-app-id': 'shop-payment',
        'dapr-api-token': 'x',
        'x-user-id': '1',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-for': '10.0.0.1',
        'x-internal-role': 'admin',
        forwarded: 'host=evil.example',
        'grpc-trace-bin': 'x',
        traceparent: 'x',
        tracestate: 'x',
        connection: 'x-foo',
        te: 'trailers',
        host: 'evil.example',
      },
    },
    origin,
  );
  assert.deepEqual(sent, {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'demo.mambogo.com',
    'x-forwarded-for': '203.0.113.7',
  });
});

test('drops Basic credentials, which a sidecar reads as an app id', () => {
  const basic = `Basic ${Buffer.from('dapr-app-id:shop-payment').toString('base64')}`;
  assert.equal(requestHeaders({ headers: { authorization: basic } }, origin).authorization, undefined);
  assert.equal(requestHeaders({ headers: { authorization: 'Bearer a.b.c' } }, origin).authorization, 'Bearer a.b.c');
  assert.equal(requestHeaders({ headers: { authorization: 'bEARER a.b.c' } }, origin).authorization, 'bEARER a.b.c');
});

test("forwards headers services need, and a payment provider's signature", () => {
  const headers = {
    'if-match': '"1"',
    cookie: 'a=b',
    'idempotency-key': 'k',
    'psp-signature': 't=1',
    'content-type': 'a/b',
  };
  const sent = requestHeaders({ headers }, { ...origin, body: Buffer.from('{}') });
  for (const [name, value] of Object.entries(headers)) assert.equal(sent[name], value);
});

test('drops body headers if there is no body', () => {
  const sent = requestHeaders({ headers: { 'content-length': '7', 'content-type': 'a/b' } }, origin);
  assert.equal(sent['content-length'] ?? sent['content-type'], undefined);
});

test('converts Latin-1 to UTF-8, and keeps UTF-8', () => {
  const sent = (value: string) =>
    Buffer.from(
      String(requestHeaders({ headers: { 'user-agent': value } }, origin)['user-agent']),
      'latin1',
    ).toString();
  assert.equal(sent('Caf\xe9 1.0'), 'Café 1.0');
  assert.equal(sent(Buffer.from('Café 1.0').toString('latin1')), 'Café 1.0');
  assert.equal(sent('Mozilla/5.0'), 'Mozilla/5.0');
});

test("sends identity's session cookie to identity only", () => {
  const headers = { cookie: '__Host-mambogo_session=a; __Host-mambogo_session.sig=b; mambogo_guest=c' };
  assert.equal(requestHeaders({ headers }, origin).cookie, 'mambogo_guest=c');
  assert.equal(requestHeaders({ headers }, { ...origin, owner: 'identity' }).cookie, headers.cookie);
  assert.equal(requestHeaders({ headers: { cookie: '__Host-mambogo_session=a' } }, origin).cookie, undefined);
});
