import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { CookieJar } from 'tough-cookie';
import { shopUrl } from '../shop-under-test.ts';
import { type Exchange, exchange } from '../shopper/exchange.ts';
import { findLink, type HtmlForm, parseForms } from '../shopper/html-form.ts';
import { authorizeUrl } from './authorize-url.ts';

/** A victim's browser, with an attacker's page in one of its tabs. */
async function openLogIn(): Promise<{ jar: CookieJar; url: URL; html: string }> {
  const jar = new CookieJar();
  let url = await authorizeUrl();
  for (let step = 0; step < 6; step += 1) {
    const answer = await visit(jar, url);
    if (!answer.headers.location) return { jar, url, html: answer.text };
    url = new URL(answer.headers.location, url);
  }
  throw new Error('the log-in redirects in a loop');
}

async function visit(jar: CookieJar, url: URL, { headers, ...rest }: Exchange = {}) {
  const cookie = await jar.getCookieString(url.href);
  const answer = await exchange(url, {
    ...rest,
    headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...headers },
  });
  for (const set of [answer.headers['set-cookie'] ?? []].flat()) await jar.setCookie(set, url.href);
  return answer;
}

const formOf = (html: string, url: URL): HtmlForm => {
  const form = parseForms(html, url).find(({ fields }) => 'password' in fields);
  assert.ok(form);
  return form;
};
const submit = (jar: CookieJar, form: HtmlForm, values: Record<string, string>, headers: Record<string, string> = {}) =>
  visit(jar, new URL(form.action), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ ...form.fields, ...values }).toString(),
  });
const foreignOrigin = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' },
];

test('another site’s form can neither log in nor sign up anybody', async () => {
  const { jar, url, html } = await openLogIn();
  const logIn = formOf(html, url);
  const link = findLink(html, url, '/sign-up');
  assert.ok(link);
  const signUp = formOf((await visit(jar, link)).text, link);
  for (const headers of foreignOrigin) {
    assert.equal((await submit(jar, logIn, { login: 'demo', password: 'demo' }, headers)).status, 403);
    assert.equal(
      (await submit(jar, signUp, { login: `shopper-${randomUUID()}`, password: randomUUID() }, headers)).status,
      403,
    );
  }
});

test('a log-in that an attacker began does not work in another browser, which lacks its cookie', async () => {
  const attacker = await openLogIn();
  const form = formOf(attacker.html, attacker.url);
  const answer = await submit(new CookieJar(), form, { login: 'demo', password: 'demo' });
  assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
  assert.equal(answer.headers.location, undefined);
});

test('scripts and other sites can’t read the cookies of a log-in', async () => {
  const answer = await exchange(await authorizeUrl());
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) {
    assert.match(cookie, /httponly/i);
    assert.match(cookie, /samesite=(?:lax|strict)/i);
    assert.doesNotMatch(cookie, /domain=/i);
  }
});

test('the pages of a log-in can’t be framed', async () => {
  const { jar, url } = await openLogIn();
  const { headers } = await visit(jar, url);
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
});

test('an image or a form of another site can’t log anybody out', async () => {
  const { jar, url, html } = await openLogIn();
  assert.match((await submit(jar, formOf(html, url), { login: 'demo', password: 'demo' })).headers.location ?? '', /./);
  const before = (await jar.getCookies(url.href)).map(({ key, value }) => `${key}=${value}`);
  const picture = await visit(jar, new URL('/auth/logout', shopUrl()), {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
  });
  // At most a confirmation page: its form contains a secret.
  assert.ok(picture.status === 200 || picture.status >= 400, String(picture.status));
  const confirm = await visit(jar, new URL('/auth/logout/confirm', shopUrl()), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...foreignOrigin[0] },
    body: 'xsrf=guessed&logout=yes',
  });
  assert.ok(confirm.status >= 400, String(confirm.status));
  assert.ok(before.length > 0);
});

test('a form can’t write to the API, which only accepts JSON and adds no tokens', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const answer = await exchange(new URL(addCartItem.path, shopUrl()), {
      method: 'POST',
      headers: { 'content-type': type },
      body: '{"productId":"x","quantity":1}',
    });
    assert.ok([400, 415].includes(answer.status), `${type}: ${answer.status}`);
  }
});
