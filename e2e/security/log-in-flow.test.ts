import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopUrl } from '../shop-under-test.ts';
import { createBrowser } from '../shopper/browser.ts';
import { exchange } from '../shopper/exchange.ts';
import { parseForms } from '../shopper/html-form.ts';
import { discover } from '../shopper/oidc.ts';
import { authorizeUrl, redirectUri } from './authorize-url.ts';

const ownOrigin = () => new URL(shopUrl()).origin;
const locationOf = (headers: { location?: string }) =>
  headers.location === undefined ? undefined : new URL(headers.location, shopUrl());

test('a log-in redirects only to the client’s own addresses, however they are spelled', async () => {
  const own = ownOrigin();
  const { host } = new URL(own);
  const spa = [
    'https://evil.example/callback',
    `${own}.evil.example/callback`,
    `${own}@evil.example/callback`,
    `${own}%40evil.example/callback`,
    `${own}/callback/../evil`,
    `${own}/callback/..;/evil`,
    `${own}/callback%2f..%2f..%2fevil`,
    `${own}/callback?x=//evil.example`,
    `${own}/callback#x`,
    `${own}/callback/`,
    `${own}/CALLBACK`,
    `${own}//evil.example/callback`,
    `${own}\\@evil.example/callback`,
    `//evil.example/callback`,
    `/callback`,
    'javascript:alert(1)',
    'data:text/html,x',
    `https://${host}/callback`,
    `${own}/callback\r\nx`,
    `${own}/callback https://evil.example`,
    '',
    'null',
    'about:blank',
  ];
  const cli = [
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.1@evil.example/callback',
    'http://evil.example:48123/callback',
    'http://127.0.0.1:48123/other',
    'http://127.0.0.1:48123/callback/../x',
    'https://127.0.0.1:48123/callback',
    'http://127.0.0.1:48123/callback#x',
    'http://0.0.0.0:48123/callback',
    'http://169.254.169.254/callback',
    'http://2130706433/callback',
    'http://[::ffff:127.0.0.1]/callback',
    'http://user:pass@127.0.0.1:48123/callback',
  ];
  for (const [client_id, addresses] of [
    ['mambogo-spa', spa],
    ['mambogo-cli', cli],
  ] as const)
    for (const redirect_uri of addresses) {
      const { status, headers } = await exchange(await authorizeUrl({ client_id, redirect_uri }));
      assert.equal(status, 400, `${client_id} ${redirect_uri}: ${status} ${headers.location}`);
      assert.equal(headers.location, undefined, redirect_uri);
    }
});

test('two addresses, two clients, no client or another client: rejected without a redirect', async () => {
  const doubled = await authorizeUrl();
  doubled.searchParams.append('redirect_uri', 'https://evil.example/');
  const clients = await authorizeUrl();
  clients.searchParams.append('client_id', 'mambogo-spa');
  const urls = [
    doubled,
    clients,
    await authorizeUrl({ client_id: undefined }),
    await authorizeUrl({ client_id: 'nobody' }),
    await authorizeUrl({ client_id: 'mambogo-spa' }),
    await authorizeUrl({ client_id: '__proto__' }),
    await authorizeUrl({ redirect_uri: undefined }),
  ];
  for (const url of urls) {
    const { status, headers } = await exchange(url);
    assert.equal(status, 400, url.search);
    assert.equal(headers.location, undefined, url.search);
  }
});

test('rejects what would weaken a log-in: no PKCE, a plain one, a token in the URL, a request from elsewhere', async () => {
  const weak = [
    { code_challenge: undefined },
    { code_challenge_method: 'plain' },
    { response_type: 'token' },
    { response_type: 'code id_token' },
    { response_mode: 'fragment', response_type: 'token' },
    { request_uri: 'https://evil.example/request' },
    { request: 'e30.e30.' },
  ];
  for (const changed of weak) {
    const { status, headers } = await exchange(await authorizeUrl(changed));
    const to = locationOf(headers);
    if (to) {
      assert.equal(to.origin + to.pathname, redirectUri, JSON.stringify(changed));
      const answer = new URLSearchParams([...to.searchParams, ...new URLSearchParams(to.hash.slice(1))]);
      assert.ok(answer.has('error'), JSON.stringify(changed));
      for (const given of ['code', 'access_token', 'id_token']) assert.ok(!answer.has(given), JSON.stringify(changed));
    } else assert.equal(status, 400, JSON.stringify(changed));
  }
});

test('logging out redirects to the shop, or nowhere', async () => {
  for (const address of [
    'https://evil.example/',
    `${ownOrigin()}.evil.example/`,
    `${ownOrigin()}@evil.example/`,
    `${ownOrigin()}//evil.example`,
    '//evil.example',
    'javascript:alert(1)',
    `${ownOrigin()}/../x`,
    redirectUri,
  ])
    for (const client_id of ['mambogo-spa', 'mambogo-cli']) {
      const url = new URL('/auth/logout', shopUrl());
      url.search = new URLSearchParams({ client_id, post_logout_redirect_uri: address }).toString();
      const { status, headers } = await exchange(url);
      assert.equal(status, 400, `${client_id} ${address}`);
      assert.equal(headers.location, undefined);
    }
});

test('a code works for its requester only, once, with its verifier', async () => {
  const provider = await discover(shopUrl());
  const redeem = (fields: Record<string, string>) =>
    exchange(provider.token_endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'mambogo-cli',
        redirect_uri: redirectUri,
        ...fields,
      }).toString(),
    });
  const browser = createBrowser(redirectUri);
  const page = await browser.visit(await authorizeUrl());
  const form = parseForms(page.html, page.url).find(({ fields }) => 'password' in fields);
  assert.ok(form);
  const code = (await browser.submit(form, { login: 'demo', password: 'demo' })).url.searchParams.get('code') ?? '';
  assert.notEqual(code, '');
  const guesses: Record<string, string>[] = [
    { code },
    { code, code_verifier: 'a'.repeat(43) },
    { code, code_verifier: 'a'.repeat(43), client_id: 'mambogo-spa' },
    { code: 'made-up', code_verifier: 'a'.repeat(43) },
  ];
  for (const fields of guesses) {
    const answer = await redeem(fields);
    assert.equal(answer.status, 400, JSON.stringify(fields));
    assert.equal(JSON.stringify(answer.json()).includes('access_token'), false);
  }
  for (const grant_type of [
    'password',
    'client_credentials',
    'implicit',
    'urn:ietf:params:oauth:grant-type:device_code',
    '',
  ]) {
    const answer = await redeem({ grant_type, username: 'admin', password: 'admin', scope: 'admin:all' });
    assert.ok(answer.status === 400 || answer.status === 401, `${grant_type}: ${answer.status}`);
  }
});

test('error pages of a log-in contain nothing that a browser would run', async () => {
  const evil = '<script>alert(1)</script>';
  for (const changed of [
    { client_id: evil },
    { redirect_uri: evil },
    { scope: evil },
    { prompt: evil },
    { ui_locales: evil },
    { login_hint: `"${evil}` },
    { state: evil },
  ]) {
    const { text, headers } = await exchange(await authorizeUrl(changed), { headers: { accept: 'text/html' } });
    assert.ok(!text.includes(evil), JSON.stringify(changed));
    if (String(headers['content-type']).startsWith('text/html'))
      assert.match(String(headers['content-security-policy']), /default-src/);
  }
});
