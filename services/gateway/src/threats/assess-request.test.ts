import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessRequest, type RequestParts } from './assess-request.ts';

const get = (query: string, headers: RequestParts['headers'] = {}, path = '/api/v1/products') =>
  assessRequest({ method: 'GET', path, query, headers: { host: 'shop.example', ...headers } });
const post = (text: string, type = 'application/json') =>
  assessRequest({ method: 'POST', path: '/api/v1/cart/items', query: '', headers: {}, body: { type, text } });

test('a request that says nothing odd scores nothing', () => {
  assert.deepEqual(get('search=mug&page=2'), { score: 0, matches: [] });
  assert.equal(post('{"productId":"0198c5a0-0201-7000-8000-000000000001","quantity":2}').score, 0);
});

test('what was found is named by class, rule and place, and never quoted', () => {
  const answer = get('search=%27+or+1%3D1--+secret-text');
  assert.equal(answer.class, 'sql');
  assert.ok(answer.score >= 90);
  assert.match(answer.rule ?? '', /^sql\./);
  assert.ok(answer.matches.every(({ where }) => where === 'query.search'));
  assert.ok(!JSON.stringify(answer).includes('secret-text'));
  const named = post('{"<script>alert(1)</script>":{"x y":"1\' or 1=1--"}}');
  assert.ok(named.score >= 90);
  assert.ok(!JSON.stringify(named).includes('script>'));
});

test('encodings are undone, one after another', () => {
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

test('scores add up within one text and one class, not over a whole form of odd but honest fields', () => {
  const one = get('a=union+select+x');
  const fields = get('a=union+select+x&b=union+select+y&c=union+select+z');
  assert.ok(one.score > 0 && one.score < 50);
  assert.equal(fields.score, one.score);
  assert.equal(fields.matches.length, 3);
});

test('a password may be anything; the field beside it may not', () => {
  const evil = encodeURIComponent("' or 1=1--");
  const form = 'application/x-www-form-urlencoded';
  assert.equal(post(`login=anna&password=${evil}`, form).score, 0);
  assert.equal(post(`login=anna&newPassword=${evil}`, form).score, 0);
  assert.equal(post(JSON.stringify({ password: '<script>alert(1)</script>' })).score, 0);
  assert.ok(post(`login=${evil}&password=x`, form).score >= 75);
});

test('credentials, tokens and caches are left alone', () => {
  assert.equal(
    get('', { authorization: "Basic ' or 1=1--", 'if-none-match': 'W/"5-Yb=="', 'idempotency-key': 'a-b_c=' }).score,
    0,
  );
});

test("cookies and a referer's parameters are looked at one by one", () => {
  assert.equal(get('', { cookie: 'a=1; b=%3Cscript%3E; c=2' }).matches[0]?.where, 'cookie.b');
  assert.equal(get('', { referer: "http://shop.example/x?q=1'+or+'1'%3D'1" }).matches[0]?.where, 'header.referer.q');
});

test('the log-in may lead back to this machine, a picture may not come from it', () => {
  assert.equal(get('redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcb').score, 0);
  assert.equal(post('{"images":[{"url":"http://127.0.0.1:5000/cb","alt":"x"}]}').class, 'ssrf');
  assert.equal(post('{"images":[{"url":"https://cdn.example.com/a.png","alt":"x"}]}').score, 0);
});

test('JSON is judged by its build too, and broken JSON is still read', () => {
  assert.equal(post('{"a":1,"\\u0061":2}').rule, 'json.duplicate-key');
  assert.equal(post(`${'['.repeat(30)}`).rule, 'json.deep');
  assert.equal(post('{"a":"<script>alert(1)</script>"').class, 'xss');
  assert.equal(get('filter=%7B%22%24ne%22%3A1%7D').class, 'json');
});

test('reports of browsers about attacks are no attacks', () => {
  const report = '{"csp-report":{"blocked-uri":"http://127.0.0.1/","script-sample":"alert(1)<script>"}}';
  assert.equal(post(report, 'application/csp-report').score, 0);
});

test('what is longer than any field is said to be, and costs no more for it', () => {
  assert.equal(post(JSON.stringify({ description: 'word '.repeat(3_000) })).rule, 'json.too-much-text');
  const evil = JSON.stringify({ a: Array.from({ length: 2_000 }, () => "<svg/onload ' or (select {{${".repeat(10)) });
  const before = process.cpuUsage();
  assert.ok(post(evil).score >= 90);
  assert.ok(process.cpuUsage(before).user < 1_000_000);
});

test('any text whatever gets an answer', () => {
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
