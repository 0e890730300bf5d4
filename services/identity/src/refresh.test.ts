import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import type { Browser } from '../testing/browser.ts';
import {
  attempt,
  cli,
  codeOf,
  jsonOf,
  logIn,
  redeem,
  refresh,
  spa,
  type Tokens,
  tokensFrom,
} from '../testing/client.ts';
import { publicUrl, type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const claimsOf = (token: string) => {
  const decoded = jwt.decode(token, { json: true });
  assert.ok(decoded);
  return decoded;
};

test('a refresh token is rotated; reusing it later ends its successors and the session', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const second = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.notEqual(second.refresh_token, tokens.refresh_token);
  assert.equal(claimsOf(second.access_token).scope, 'cart:manage order:write');
  const third = await tokensFrom(refresh(identity, spa, second.refresh_token));

  await identity.context.database.query(
    `update oidc_record set consumed_at = consumed_at - interval '11 seconds' where model = 'RefreshToken'`,
  );
  assert.equal((await jsonOf(refresh(identity, spa, tokens.refresh_token))).error, 'invalid_grant');
  assert.equal((await refresh(identity, spa, third.refresh_token)).status, 400);
  const silent = await browser.open(attempt(spa, { prompt: 'none' }).address);
  assert.equal(silent.url.searchParams.get('error'), 'login_required');
});

/** What a tab does when its refresh token is rejected: it gets another code in a hidden frame. */
async function renewSilently(browser: Browser): Promise<Tokens> {
  const hidden = { ...spa, redirect_uri: `${publicUrl}/silent-callback` };
  const again = attempt(hidden, { prompt: 'none' });
  return tokensFrom(redeem(identity, hidden, codeOf(await browser.open(again.address)), again.verifier));
}

/** Refreshes with this user agent. */
const refreshAs = (agent: string, token: string) =>
  identity.ask('/auth/token', {
    method: 'POST',
    headers: { 'user-agent': agent },
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id: spa.client_id, refresh_token: token }),
  });

const isLoggedOut = async (browser: Browser): Promise<boolean> =>
  (await browser.open(attempt(spa, { prompt: 'none' }).address)).url.searchParams.get('error') === 'login_required';

test('immediate reuse by the same client, as after a lost response, gets a new response', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  const third = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  const next = await tokensFrom(refresh(identity, spa, third.refresh_token));
  await tokensFrom(refresh(identity, spa, next.refresh_token));
  assert.equal(await isLoggedOut(browser), false);
});

test('using the superseded successor shows that the token was copied: the session ends', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const lost = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  const again = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.equal((await refresh(identity, spa, lost.refresh_token)).status, 400);
  assert.equal((await refresh(identity, spa, again.refresh_token)).status, 400);
  assert.equal(await isLoggedOut(browser), true);
});

test('once the successor was used, any reuse ends the session, however soon', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const second = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  const third = await tokensFrom(refresh(identity, spa, second.refresh_token));
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  assert.equal((await refresh(identity, spa, third.refresh_token)).status, 400);
  assert.equal(await isLoggedOut(browser), true);
});

test('reuse by another program ends the session, however soon', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const mine = await tokensFrom(refreshAs('Firefox/146.0', tokens.refresh_token));
  assert.equal((await refreshAs('curl/8.17', tokens.refresh_token)).status, 400);
  assert.equal((await refreshAs('Firefox/146.0', mine.refresh_token)).status, 400);
  assert.equal(await isLoggedOut(browser), true);
});

test('tabs have separate tokens: they can refresh at the same moment, and logging out in one ends all', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const tabs = [tokens, await renewSilently(browser), await renewSilently(browser)];
  const refreshed = await Promise.all(
    tabs.map(({ refresh_token }) => tokensFrom(refresh(identity, spa, refresh_token))),
  );
  assert.equal(new Set(refreshed.map(({ refresh_token }) => refresh_token)).size, 3);
  const asked = await browser.open(`/auth/logout?id_token_hint=${refreshed[0]?.id_token}`);
  await browser.submit(asked, { logout: 'yes' });
  for (const { refresh_token } of refreshed) assert.equal((await refresh(identity, spa, refresh_token)).status, 400);
});

test('of two concurrent refreshes with one token, on two instances, one successor stays valid', async () => {
  const { tokens } = await logIn(identity, 'demo', 'demo');
  const other = await identity.another();
  const both = await Promise.all([identity, other].map((one) => tokensFrom(refresh(one, spa, tokens.refresh_token))));
  const left = await identity.context.database.query<unknown[]>(
    `select from oidc_record where model = 'RefreshToken' and consumed_at is null
       and id = any(select sha256(convert_to(token, 'UTF8')) from unnest($1::text[]) token)`,
    [both.map(({ refresh_token }) => refresh_token)],
  );
  assert.equal(left.length, 1);
});

test('a refresh token can be revoked', async () => {
  const { tokens } = await logIn(identity, 'demo', 'demo', cli);
  const body = new URLSearchParams({ client_id: cli.client_id, token: tokens.refresh_token });
  assert.equal((await identity.ask('/auth/revoke', { method: 'POST', body })).status, 200);
  assert.equal((await refresh(identity, cli, tokens.refresh_token)).status, 400);
});

test('removed roles are missing from the next refresh', async () => {
  await identity.context.people.add({ login: 'clerk', password: 'correct horse', roles: ['USER', 'ADMIN'] });
  const { tokens } = await logIn(identity, 'clerk', 'correct horse');
  const { sub } = claimsOf(tokens.access_token);
  await identity.context.administeredPeople.setRoles(String(sub), ['USER'], { actor: 'service:test' });
  const after = claimsOf((await tokensFrom(refresh(identity, spa, tokens.refresh_token))).access_token);
  assert.deepEqual(after.roles, ['USER']);
  assert.equal(after.scope, 'cart:manage order:write');
});
