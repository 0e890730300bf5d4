import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { createBrowser } from '../testing/browser.ts';
import { attempt, cli, codeOf, jsonOf, logIn, redeem, refresh, spa, tokensFrom } from '../testing/client.ts';
import { publicUrl, type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) }, { LOCKOUT_AFTER: '3' });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

test('a new customer signs up, is logged in at once, and can log in again in any case of the name', async () => {
  const browser = createBrowser(identity);
  const { address, verifier } = attempt(spa, { prompt: 'create' });
  const form = await browser.open(address);
  assert.match(form.text, /Create an account/);
  const back = await browser.submit(form, { login: 'Ana.Silva', password: 'correct horse' });
  const tokens = await tokensFrom(redeem(identity, spa, codeOf(back), verifier));
  const { tokens: again } = await logIn(identity, ' ana.silva', 'correct horse');
  const subject = jwt.decode(tokens.access_token)?.sub;
  assert.equal(jwt.decode(again.access_token)?.sub, subject);
  assert.match(String(subject), /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

test('the log-in page links to the sign-up page, which shows what is wrong and keeps the input', async () => {
  const browser = createBrowser(identity);
  const page = await browser.open(attempt(spa).address);
  const link = /href="([^"]+sign-up)"/.exec(page.text)?.[1] ?? '';
  const form = await browser.open(link);
  const refused = await browser.submit(form, { login: 'a"<b>', password: 'short' });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /at least 8 characters/);
  assert.match(refused.text, /value="a&#34;&#60;b&#62;"/);
  const taken = await browser.submit(form, { login: 'DEMO', password: 'correct horse' });
  assert.equal(taken.status, 409);
  assert.match(taken.text, /taken/);
});

test('a wrong password and an unknown name get the same response, and too many of either are throttled', async () => {
  for (const login of ['demo', 'nobody-at-all']) {
    const browser = createBrowser(identity);
    const page = await browser.open(attempt(spa).address);
    for (let time = 0; time < 3; time++) {
      const wrong = await browser.submit(page, { login, password: 'wrong' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /User name or password is not right\./);
    }
    const locked = await browser.submit(page, { login, password: 'demo' });
    assert.equal(locked.status, 429);
  }
  await identity.context.database.query('delete from log_in_failure');
});

test('cancelling returns an error to the client', async () => {
  const browser = createBrowser(identity);
  const page = await browser.open(attempt(spa).address);
  const back = await browser.submit(page, {}, `${page.url.pathname}/cancel`);
  assert.equal(back.url.origin + back.url.pathname, spa.redirect_uri);
  assert.equal(back.url.searchParams.get('error'), 'access_denied');
  assert.equal(back.url.searchParams.get('state'), 'here');
});

test('nobody is redirected to an address that is not the client’s own', async () => {
  const browser = createBrowser(identity);
  const addresses = [
    'https://evil.example/callback',
    `${publicUrl}/callback/../evil`,
    `${publicUrl}.evil.example/callback`,
  ];
  for (const redirect_uri of addresses) {
    const page = await browser.open(attempt({ ...spa, redirect_uri }).address);
    assert.equal(page.status, 400);
    assert.match(page.text, /This did not work/);
  }
  for (const redirect_uri of [
    'http://evil.example:80/callback',
    'http://127.0.0.1:1/other',
    'https://127.0.0.1/callback',
  ])
    assert.equal((await browser.open(attempt({ ...cli, redirect_uri }).address)).status, 400);
  const out = await browser.open(`/auth/logout?client_id=mambogo-spa&post_logout_redirect_uri=https://evil.example/`);
  assert.equal(out.status, 400);
});

test('issues no code without a PKCE challenge of method S256', async () => {
  const browser = createBrowser(identity);
  const without = await browser.open(attempt(spa, { code_challenge: '', code_challenge_method: '' }).address);
  assert.equal(without.url.searchParams.get('error'), 'invalid_request');
  const plain = await browser.open(attempt(spa, { code_challenge_method: 'plain' }).address);
  assert.equal(plain.url.searchParams.get('error'), 'invalid_request');
});

test('a log-in is bound to the browser it began in, and other sites cannot post to it', async () => {
  const page = await createBrowser(identity).open(attempt(spa).address);
  const stranger = createBrowser(identity);
  assert.equal((await stranger.submit(page, { login: 'demo', password: 'demo' })).status, 400);

  const victim = createBrowser(identity);
  const form = await victim.open(attempt(spa).address);
  const cookie = [...victim.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const crossSite = await identity.ask(form.url.pathname, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ login: 'demo', password: 'demo' }),
  });
  assert.equal(crossSite.status, 403);
});

test('pages allow no foreign scripts, and forms to lead only here and back to the client', async () => {
  const page = await createBrowser(identity).open(attempt(cli).address);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:49152;/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.doesNotMatch(page.text, /<script(?! src="\/auth\/)/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
});

test('on a shop with https cookies are Secure and links use https', async (t) => {
  const secure = await startIdentity({ after: (clean) => t.after(clean) }, { PUBLIC_URL: 'https://shop.example/' });
  const redirect_uri = 'https://shop.example/callback';
  const response = await secure.ask(attempt({ ...spa, redirect_uri }).address);
  assert.equal(response.status, 303);
  const cookies = response.headers.getSetCookie();
  assert.ok(cookies.length >= 4);
  for (const cookie of cookies) {
    assert.match(cookie, /; secure; httponly/i);
    assert.match(cookie, /^(?:__Host-[^;]*; path=\/;|__Secure-[^;]*; path=\/auth\/)/);
    assert.doesNotMatch(cookie, /domain=/i);
  }
  const discovery = await jsonOf(secure.ask('/auth/.well-known/openid-configuration'));
  assert.equal(discovery.issuer, 'https://shop.example/auth');
  assert.equal(discovery.token_endpoint, 'https://shop.example/auth/token');
});

test('programs get errors as JSON', async () => {
  const answer = await jsonOf(refresh(identity, spa, 'made-up'));
  assert.deepEqual(Object.keys(answer).sort(), ['error', 'error_description']);
  assert.equal((await identity.ask('/auth/nothing', { headers: { accept: 'application/json' } })).status, 404);
});

test('ignores the host that a request names', async () => {
  const asked = identity.bare('/auth/.well-known/openid-configuration', {
    headers: { 'dapr-api-token': 'in', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  });
  assert.equal((await jsonOf(asked)).token_endpoint, `${publicUrl}/auth/token`);
});

test('a person whose account was deleted is asked to log in', async () => {
  await identity.context.people.add({ login: 'leaver', password: 'correct horse', roles: ['USER'] });
  const { tokens, browser } = await logIn(identity, 'leaver', 'correct horse');
  await identity.context.database.query('delete from person where id = $1', [jwt.decode(tokens.access_token)?.sub]);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  assert.match((await browser.open(attempt(spa).address)).text, /name="password"/);
});

test('the store holds no name, token or key in clear text', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const session = browser.cookies.get('mambogo_session')?.value ?? '';
  const tables = ['person', 'signing_key', 'oidc_record'];
  const rows = await Promise.all(tables.map((table) => identity.context.database.query(`select * from ${table}`)));
  const text = rows
    .flat()
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
    .join();
  assert.match(text, /RefreshToken/);
  for (const secret of ['demo', 'ana.silva', 'account', tokens.refresh_token, session, '"d":'])
    assert.ok(secret.length > 2 && !text.toLowerCase().includes(secret.toLowerCase()), secret);
});
