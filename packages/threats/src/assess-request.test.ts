import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessRequest } from './assess-request.ts';
import type { RequestParts } from './decoding/request-parts.ts';

const get = (query: string, headers: RequestParts['headers'] = {}, path = '/api/v1/products') =>
  assessRequest({ method: 'GET', path, query, headers: { host: 'shop.example', ...headers } });
const post = (text: string, type = 'application/json') =>
  assessRequest({ method: 'POST', path: '/api/v1/cart/items', query: '', headers: {}, body: { type, text } });

test('scores 0 for an ordinary request', () => {
  const { steps, ...answer } = get('search=mug&page=2');
  assert.deepEqual(answer, { score: 0, matches: [] });
  assert.ok(steps > 0 && steps < 5_000, String(steps));
  assert.equal(post('{"productId":"0198c5a0-0201-7000-8000-000000000001","quantity":2}').score, 0);
});

test('reports class, rule and location, never the payload', () => {
  const answer = get('search=%27+or+1%3D1--+secret-text');
  assert.equal(answer.class, 'sql');
  assert.ok(answer.score >= 90);
  assert.match(answer.rule ?? '', /^sql\./);
  assert.ok(answer.matches.every(({ location }) => location === 'query.search'));
  assert.ok(!JSON.stringify(answer).includes('secret-text'));
  const named = post('{"<script>alert(1)</script>":{"x y":"1\' or 1=1--"}}');
  assert.ok(named.score >= 90);
  assert.ok(!JSON.stringify(named).includes('script>'));
});

test('decodes nested encodings', () => {
  for (const search of [
    '%3Cscript%3E',
    '%253Cscript%253E',
    '%25253Cscript%25253E',
    '%u003cscript%u003e',
    '%26lt%3Bscript%26gt%3B',
    '%5Cu003cscript%5Cx3e',
    '%EF%BC%9Cscript%EF%BC%9E',
    '%C0%BCscript%C0%BE',
  ])
    assert.equal(get(`search=${search}`).class, 'xss', search);
});

test('adds up scores per field and class, not over a whole form', () => {
  const one = get('a=union+select+x');
  const fields = get('a=union+select+x&b=union+select+y&c=union+select+z');
  assert.ok(one.score > 0 && one.score < 50);
  assert.equal(fields.score, one.score);
  assert.equal(fields.matches.length, 3);
});

test('does not inspect passwords, but the fields beside them', () => {
  const evil = encodeURIComponent("' or 1=1--");
  const form = 'application/x-www-form-urlencoded';
  assert.equal(post(`login=anna&password=${evil}`, form).score, 0);
  assert.equal(post(`login=anna&newPassword=${evil}`, form).score, 0);
  assert.equal(post(JSON.stringify({ password: '<script>alert(1)</script>' })).score, 0);
  assert.ok(post(`login=${evil}&password=x`, form).score >= 75);
});

test('does not inspect credentials, tokens and cache validators', () => {
  assert.equal(
    get('', { authorization: "Basic ' or 1=1--", 'if-none-match': 'W/"5-Yb=="', 'idempotency-key': 'a-b_c=' }).score,
    0,
  );
});

test('inspects cookies and the parameters of a referer one by one', () => {
  assert.equal(get('', { cookie: 'a=1; b=%3Cscript%3E; c=2' }).matches[0]?.location, 'cookie.b');
  assert.equal(get('', { referer: "http://shop.example/x?q=1'+or+'1'%3D'1" }).matches[0]?.location, 'header.referer.q');
});

test('accepts loopback addresses for log-in redirects, not for images', () => {
  assert.equal(get('redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcb').score, 0);
  assert.equal(post('{"images":[{"url":"http://127.0.0.1:5000/cb","alt":"x"}]}').class, 'ssrf');
  assert.equal(post('{"images":[{"url":"https://cdn.example.com/a.png","alt":"x"}]}').score, 0);
});

test('assesses the structure of JSON, and reads broken JSON', () => {
  assert.equal(post('{"a":1,"\\u0061":2}').rule, 'json.duplicate-key');
  assert.equal(post(`${'['.repeat(30)}`).rule, 'json.deep');
  assert.equal(post('{"a":"<script>alert(1)</script>"').class, 'xss');
  assert.equal(get('filter=%7B%22%24ne%22%3A1%7D').class, 'json');
});

test('accepts browser reports about blocked attacks', () => {
  const report = '{"csp-report":{"blocked-uri":"http://127.0.0.1/","script-sample":"alert(1)<script>"}}';
  assert.equal(post(report, 'application/csp-report').score, 0);
});

test('inspects 500 different values and reports when there are more', () => {
  const list = (count: number, text: (at: number) => string) =>
    post(JSON.stringify(Array.from({ length: count }, (_none, at) => text(at))));
  assert.equal(list(500, (at) => `a b ${at}`).exceeded, undefined);
  assert.equal(list(501, (at) => `a b ${at}`).exceeded, 'values');
  assert.equal(list(900, (at) => `id-${at}`).exceeded, undefined, 'ids hide nothing');
  assert.equal(list(900, () => 'a b').exceeded, undefined, 'equal ones are inspected once');
  assert.equal(list(15_000, () => ' ').exceeded, 'values', 'the total is limited too');
  const form = (count: number) => Array.from({ length: count }, (_none, at) => `f${at}=a+${at}`).join('&');
  assert.equal(post(form(501), 'application/x-www-form-urlencoded').exceeded, 'values');
  assert.equal(get('', { cookie: ';'.repeat(600) }).exceeded, 'values');
});

test('inspects equal values once', () => {
  const list = (text: (at: number) => string) =>
    post(JSON.stringify(Array.from({ length: 400 }, (_none, at) => text(at)))).steps;
  assert.ok(list(() => "it's (x); y 100") < list((at) => `it's (x); y ${at}`) / 10);
});

test('reports too much text as exceeded, within its budget', () => {
  const long = post(JSON.stringify({ text: '<a b="c"> '.repeat(6_000) }));
  assert.equal(long.exceeded, 'steps');
  assert.ok(long.steps < 3_000_000);
  assert.equal(post(JSON.stringify({ text: 'word '.repeat(2_000) })).exceeded, undefined);
});

test('scores a line end in single-line fields only', () => {
  const name = 'Anna\r\nBcc: everybody@evil.example';
  const body = (text: string) => ({ type: 'application/json', text: JSON.stringify({ name: text }) });
  const assess = (unscored: string[], multiLine: string[]) =>
    assessRequest({
      method: 'POST',
      path: '/',
      query: '',
      headers: {},
      body: body(name),
      fields: { unscored, multiLine },
    });
  assert.ok(assess([], []).score >= 90);
  assert.equal(assess([], []).class, 'header');
  assert.ok(assess(['name'], []).score >= 90, 'of staff too');
  assert.equal(assess([], ['name']).score, 0);
  assert.ok(get(`search=${encodeURIComponent(name)}`).score >= 90);
});

test('does not score staff-written texts, but their names and all other fields', () => {
  const fields = { unscored: ['description', 'images.alt'], multiLine: ['description'] };
  const staff = (body: unknown) =>
    assessRequest({
      method: 'POST',
      path: '/api/v1/products',
      query: '',
      headers: {},
      body: { type: 'application/json', text: JSON.stringify(body) },
      fields,
    });
  const evil = "<script>alert(1)</script> ' or 1=1--";
  assert.equal(staff({ description: evil, images: [{ alt: evil }] }).score, 0);
  assert.equal(staff({ description: evil, name: evil }).matches[0]?.location, 'body.name');
  assert.ok(staff({ description: { [evil]: 1 } }).score >= 90);
  assert.ok(staff({ description: [{ text: evil }] }).score >= 90);
});

test('never fails, whatever the text', () => {
  for (const text of [
    '%',
    '%zz',
    '&&&',
    '=',
    '[]=',
    '\ud800',
    '%ff%fe',
    '&#x110000;',
    '\\u{110000}',
    '"',
    '{"',
    '{"a',
    '[,',
    '\u0000',
  ])
    for (const answer of [
      get(`a=${text}`),
      get(text),
      post(text),
      post(text, 'text/plain'),
      get('', { cookie: text, host: text }),
    ])
      assert.equal(typeof answer.score, 'number');
});
