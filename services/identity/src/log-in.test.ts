import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { until } from '@mambogo/testing/until.ts';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { createBrowser } from '../testing/browser.ts';
import { attempt, cli, codeOf, jsonOf, logIn, redeem, refresh, spa, tokensFrom } from '../testing/client.ts';
import { publicUrl, type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { demoAccounts } from './store/demo-accounts.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

const claimsOf = (token: string) => {
  const decoded = jwt.decode(token, { json: true });
  assert.ok(decoded);
  return decoded;
};

test('discovery lists every endpoint under the public URL', async () => {
  const found = await jsonOf(identity.ask('/auth/.well-known/openid-configuration'));
  assert.equal(found.issuer, `${publicUrl}/auth`);
  assert.equal(found.authorization_endpoint, `${publicUrl}/auth/authorize`);
  assert.equal(found.token_endpoint, `${publicUrl}/auth/token`);
  assert.equal(found.userinfo_endpoint, `${publicUrl}/auth/userinfo`);
  assert.equal(found.jwks_uri, `${publicUrl}/auth/jwks`);
  assert.equal(found.end_session_endpoint, `${publicUrl}/auth/logout`);
  assert.equal(found.revocation_endpoint, `${publicUrl}/auth/revoke`);
  assert.deepEqual(found.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(found.response_types_supported, ['code']);
});

test('the key set has public keys only, and all instances share it', async () => {
  const { keys } = KeySet.parse(await jsonOf(identity.ask('/auth/jwks')));
  assert.equal(keys.length, 1);
  assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  const other = await identity.another();
  assert.deepEqual((await jsonOf(other.ask('/auth/jwks'))).keys, keys);
});

test('rejects requests that do not come from its own sidecar', async () => {
  assert.equal((await identity.bare('/auth/jwks')).status, 403);
});

test('a shopper logs in to the shop and gets tokens that the services accept', async () => {
  const { tokens } = await logIn(identity, 'demo', 'demo');
  const claims = claimsOf(tokens.access_token);
  assert.equal(claims.sub, demoAccounts[0]?.id);
  assert.equal(claims.iss, `${publicUrl}/auth`);
  assert.equal(claims.aud, 'mambogo-api');
  assert.equal(claims.scope, 'cart:manage order:write');
  assert.deepEqual(claims.roles, ['USER']);
  assert.equal(Number(claims.exp) - Number(claims.iat), 900);
  assert.equal(tokens.expires_in, 900);
  const caller = await identity.context.verify(tokens.access_token);
  assert.deepEqual([...caller.scopes], ['cart:manage', 'order:write']);
  const idClaims = claimsOf(tokens.id_token ?? '');
  assert.equal(idClaims.sub, claims.sub);
  for (const one of [claims, idClaims]) {
    assert.equal(one.acr, 'urn:mambogo:acr:pwd');
    assert.deepEqual(one.amr, ['pwd']);
    assert.ok(Math.abs(Number(one.auth_time) - Number(one.iat)) <= 5);
  }

  const info = await identity.ask('/auth/userinfo', { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.deepEqual(await info.json(), { sub: claims.sub, preferred_username: 'demo', roles: ['USER'] });
  assert.equal((await identity.ask('/auth/userinfo')).status, 401);
});

test('an administrator gets every scope on the command line, on any port', async () => {
  const { tokens } = await logIn(identity, 'admin', 'admin', cli);
  assert.equal(claimsOf(tokens.access_token).scope, scopes.join(' '));
  assert.deepEqual(claimsOf(tokens.access_token).roles, ['USER', 'ADMIN']);
});

test('a client gets the requested scopes that the person may have, without an error for the others', async () => {
  const scope = 'openid order:write product:write something:else';
  const { tokens } = await logIn(identity, 'demo', 'demo', spa, { scope });
  assert.equal(tokens.scope, 'order:write');
  const { tokens: none } = await logIn(identity, 'demo', 'demo', spa, { scope: 'openid product:write' });
  assert.equal(claimsOf(none.access_token).scope, undefined);
});

test('max_age and prompt=login force a new log-in; a refresh keeps auth_time', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const { auth_time } = claimsOf(tokens.access_token);
  const refreshed = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.equal(claimsOf(refreshed.access_token).auth_time, auth_time);
  assert.equal(claimsOf(refreshed.access_token).acr, 'urn:mambogo:acr:pwd');
  codeOf(await browser.open(attempt(spa, { max_age: '300' }).address));
  const ways: Record<string, string>[] = [{ prompt: 'login' }, { max_age: '0' }];
  for (const more of ways) {
    // auth_time has whole seconds: wait until it is older than `max_age=0`.
    await until('a second passed', () => Date.now() / 1_000 >= Number(auth_time) + 2);
    const again = attempt(spa, more);
    const asked = await browser.open(again.address);
    assert.match(asked.text, /name="password"/);
    const back = await browser.submit(asked, { login: 'demo', password: 'demo' });
    const younger = await tokensFrom(redeem(identity, spa, codeOf(back), again.verifier));
    assert.ok(Number(claimsOf(younger.access_token).auth_time) > Number(auth_time));
  }
});

test('a logged-in user is not asked again by the shop, but by native clients', async () => {
  const { browser } = await logIn(identity, 'demo', 'demo');
  const again = attempt(spa, { prompt: 'none' });
  const tokens = await tokensFrom(redeem(identity, spa, codeOf(await browser.open(again.address)), again.verifier));
  assert.equal(claimsOf(tokens.access_token).scope, 'cart:manage order:write');
  const native = await browser.open(attempt(cli).address);
  assert.match(native.text, /name="password"/);
  const insisting = attempt(spa, { prompt: 'consent' });
  codeOf(await browser.open(insisting.address));
});

test('redirects of a hidden frame lead back to the shop, not to an identity page', async () => {
  const { browser } = await logIn(identity, 'demo', 'demo');
  const hidden = { ...spa, redirect_uri: `${publicUrl}/silent-callback` };
  for (const visitor of [browser, createBrowser(identity)]) {
    const back = await visitor.open(attempt(hidden, { prompt: 'none' }).address);
    assert.equal(back.url.origin + back.url.pathname, hidden.redirect_uri);
  }
});

test('logging in as another user ends the existing session', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const { address, verifier } = attempt(cli);
  const between = await browser.submit(await browser.open(address), { login: 'admin', password: 'admin' });
  assert.match(between.text, /<script>/, 'a page that submits itself');
  const policy = between.headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src http:\/\/shop\.localhost:8080\/auth\/passkeys\.js 'sha256-/);
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:49152/);
  const back = await browser.submit(between, {});
  const others = await tokensFrom(redeem(identity, cli, codeOf(back), verifier));
  assert.equal(claimsOf(others.access_token).sub, demoAccounts[1]?.id);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
});

test('a code works once, for its verifier, client and redirect URI', async () => {
  const browser = createBrowser(identity);
  const first = attempt(spa);
  const code = codeOf(await browser.submit(await browser.open(first.address), { login: 'demo', password: 'demo' }));
  assert.equal((await redeem(identity, spa, code, attempt(spa).verifier)).status, 400);
  assert.equal((await redeem(identity, cli, code, first.verifier)).status, 400);
  const elsewhere = { ...spa, redirect_uri: `${publicUrl}/other` };
  assert.equal((await redeem(identity, elsewhere, code, first.verifier)).status, 400);
  const tokens = await tokensFrom(redeem(identity, spa, code, first.verifier));
  assert.equal((await redeem(identity, spa, code, first.verifier)).status, 400);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400, 'reusing a code revokes its tokens');
});

test('logging out ends the session and its refresh tokens, and redirects to the shop', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const query = new URLSearchParams({
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: `${publicUrl}/`,
    state: 'bye',
  });
  const asked = await browser.open(`/auth/logout?${query}`);
  assert.match(asked.text, /Log out\?/);
  const gone = await browser.submit(asked, { logout: 'yes' });
  assert.equal(gone.url.href, `${publicUrl}/?state=bye`);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  const silent = await browser.open(attempt(spa, { prompt: 'none' }).address);
  assert.equal(silent.url.searchParams.get('error'), 'login_required');
});

test('returning to a finished log-in redirects to the shop when logged in, else shows an error', async () => {
  const browser = createBrowser(identity);
  const asked = await browser.open('/auth/account');
  await browser.submit(asked, { login: 'demo', password: 'demo' });
  assert.equal((await browser.open(asked.url)).url.href, `${publicUrl}/`);
  assert.equal((await createBrowser(identity).open(asked.url)).status, 400);
});
