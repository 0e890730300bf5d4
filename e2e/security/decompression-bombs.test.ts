import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { problemOf } from '../rejections.ts';
import { shopUrl } from '../shop-under-test.ts';
import { type Exchange, exchange } from '../shopper/exchange.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { assertResponsive } from './assert-responsive.ts';
import { connectionClose, sendBytes } from './raw-request.ts';

let shopper: Shopper;
before(async () => {
  shopper = await signUpShopper(shopUrl());
});

const ask = (path: string, options?: Exchange) => exchange(new URL(path, shopUrl()), options);
const products = '/api/v1/products?size=1';
const addItem = (body: string, headers: Record<string, string> = {}) =>
  shopper.api.raw('/api/v1/cart/items', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

test('headers over 8 KB, one or many, and cookies over 32 KB: 431', async () => {
  assert.equal(problemOf(await ask(products, { headers: { 'x-long': 'a'.repeat(9_000) } })), '431 headers-too-large');
  const cookies = (bytes: number) => ({ headers: { cookie: 'a=b; '.repeat(bytes / 5) } });
  assert.equal((await ask(products, cookies(10_000))).status, 200, "a neighbour's cookies close no shop");
  assert.equal((await ask(products, cookies(34_000))).status, 431);
  assert.equal(
    problemOf(await ask(products, { headers: { authorization: `Bearer ${'a'.repeat(9_000)}` } })),
    '431 headers-too-large',
  );
  const many = Object.fromEntries(Array.from({ length: 60 }, (_none, index) => [`x-h-${index}`, 'a']));
  assert.equal(problemOf(await ask(products, { headers: many })), '431 headers-too-large');
});

test('endless headers are cut off while they arrive, and the gateway stays responsive', async () => {
  const flood = Array.from({ length: 20_000 }, (_none, index) => `X-${index}: ${'a'.repeat(100)}`);
  const answers = await assertResponsive(() =>
    Promise.all([1, 2, 3].map(() => sendBytes(connectionClose('GET /api/v1/products?size=1 HTTP/1.1', flood)))),
  );
  for (const { statuses, closed } of answers) {
    assert.ok(closed);
    assert.ok(
      statuses.every((status) => status === 431),
      String(statuses),
    );
  }
});

test('an address over 2,048 characters: 414; over 20 parameters: 400', async () => {
  assert.equal(problemOf(await ask(`/api/v1/${'a'.repeat(2_100)}`)), '414 address-too-long');
  assert.equal(problemOf(await ask(`/api/v1/products?${'a=1&'.repeat(30)}`)), '400 validation');
  assert.equal(problemOf(await ask(`/api/v1/products?${'&'.repeat(1_000)}`)), '400 validation');
});

test('rejects a repeated header that must be unique', async () => {
  for (const header of ['Authorization: Bearer x', 'Idempotency-Key: a', 'If-Match: "1"']) {
    const { statuses } = await sendBytes(connectionClose('GET /api/v1/orders HTTP/1.1', [header, header]));
    assert.ok((statuses[0] ?? 0) >= 400 && (statuses[0] ?? 0) < 500, `${header}: ${statuses}`);
  }
});

test('a body over 1 MB: 413; of another type, charset or packed: 415', async () => {
  assert.equal(problemOf(await addItem(' '.repeat(1_048_577))), '413 payload-too-large');
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-yaml',
    'application/json; charset=utf-16',
    'application/jsonx',
    '',
  ])
    assert.equal(problemOf(await addItem('{}', { 'content-type': type })), '415 unsupported-media-type', type);
  for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip'])
    assert.equal(
      problemOf(await addItem('{}', { 'content-encoding': encoding })),
      '415 unsupported-media-type',
      encoding,
    );
});

test('deep, wide, long, duplicate or malformed JSON is rejected quickly, and other clients are not affected', async () => {
  const bombs: Record<string, string> = {
    'arrays, 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
    'objects, 100,000 deep': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    'half a nest': '[{"a":'.repeat(100_000),
    '100,000 names': `{${Array.from({ length: 60_000 }, (_none, index) => `"k${index}":1`).join(',')}}`,
    'names that collide': `{${'"a":1,'.repeat(100_000)}"a":1}`,
    'a number of a million digits': `{"quantity":${'9'.repeat(1_000_000)}}`,
    'an exponent of many': `{"quantity":1e${'9'.repeat(100_000)}}`,
    'a text of a million': JSON.stringify({ productId: 'a'.repeat(1_000_000), quantity: 1 }),
    'escapes alone': `{"productId":"${'\\u0000'.repeat(150_000)}"}`,
    'lone surrogates': `{"productId":"\\ud800","quantity":1}`,
    'no JSON': '{"a":',
    'two of them': '{}{}',
    'a scalar': '1',
    nothing: 'null',
    'a byte order mark': '\ufeff{}',
    comments: '/* a */ {}',
    'not a number': '{"quantity":NaN}',
    'a text that is no UTF-8': '{"productId":"\xff\xfe"}',
  };
  await assertResponsive(async () => {
    for (const [what, body] of Object.entries(bombs)) {
      const began = performance.now();
      const answer = await addItem(body);
      assert.match(problemOf(answer), /^(?:400 validation|413 payload-too-large)$/, what);
      assert.ok(performance.now() - began < 10_000, what);
    }
  });
});

test('a duplicate JSON name has no double meaning: the shop uses neither, or the one it checked', async () => {
  const [product] = (await shopper.browse({ size: 1 })).items;
  assert.ok(product);
  const answer = await addItem(`{"productId":"${product.id}","quantity":1,"quantity":99}`);
  // Standard JSON parsers use the last one: 99 is over the limit.
  assert.equal(problemOf(answer), '400 validation');
});

test('a client can’t change an object’s prototype', async () => {
  const [product] = (await shopper.browse({ size: 1 })).items;
  const requests = [
    '{"__proto__":{"isAdmin":true,"roles":["ADMIN"]}}',
    '{"constructor":{"prototype":{"quantity":1}}}',
    `{"productId":"${product?.id}","quantity":1,"__proto__":{"x":1}}`,
    '{"__proto__":null}',
    '[{"__proto__":[]}]',
  ];
  for (const body of requests) assert.equal(problemOf(await addItem(body)), '400 validation', body);
  for (const query of [
    '__proto__[x]=1',
    '__proto__.x=1',
    'constructor[prototype][x]=1',
    'size[$gt]=1',
    'size=1&size=2',
    'toString=1',
    '__proto__=1',
  ])
    assert.equal(problemOf(await ask(`/api/v1/products?${query}`)), '400 validation', query);
  assert.equal(problemOf(await shopper.api.raw('/api/v1/admin/orders')), '403 forbidden');
});
