import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import type { Browser } from './testing/browser.ts';
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
} from './testing/client.ts';
import { publicUrl, type RunningIdentity, startIdentity } from './testing/start-identity.ts';

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

test('a refresh token is rotated, and who uses one again later ends its heirs and the session', async () => {
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

/** What a tab does when its refresh token is refused: it asks for another code in a hidden frame. */
async function renewSilently(browser: Browser): Promise<Tokens> {
  const hidden = { ...spa, redirect_uri: `${publicUrl}/silent-callback` };
  const again = attempt(hidden, { prompt: 'none' });
  return tokensFrom(redeem(identity, hidden, codeOf(await browser.open(again.address)), again.verifier));
}

test('used again at once, as when its answer was lost, it ends its heirs, but nobody is logged out', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const second = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  assert.equal((await refresh(identity, spa, second.refresh_token)).status, 400);
  const renewed = await renewSilently(browser);
  await tokensFrom(refresh(identity, spa, renewed.refresh_token));
});

test('tabs have tokens of their own: they refresh at the same moment, and logging out in one ends all', async () => {
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

test('of two refreshes with one token at the same time, on two instances, one wins', async () => {
  const { tokens, browser } = await logIn(identity, 'demo', 'demo');
  const other = await identity.another();
  const answers = await Promise.all([identity, other].map((one) => refresh(one, spa, tokens.refresh_token)));
  const winners = answers.filter(({ ok }) => ok);
  assert.equal(winners.length, 1);
  const heir = await tokensFrom(Promise.resolve(winners[0] ?? Response.error()));
  assert.equal((await refresh(identity, spa, heir.refresh_token)).status, 400, 'nobody knows whose it is');
  await renewSilently(browser);
});

test('a refresh token can be given back', async () => {
  const { tokens } = await logIn(identity, 'demo', 'demo', cli);
  const body = new URLSearchParams({ client_id: cli.client_id, token: tokens.refresh_token });
  assert.equal((await identity.ask('/auth/revoke', { method: 'POST', body })).status, 200);
  assert.equal((await refresh(identity, cli, tokens.refresh_token)).status, 400);
});

test('roles that were taken away are gone at the next refresh', async () => {
  await identity.context.people.add({ login: 'clerk', password: 'correct horse', roles: ['USER', 'ADMIN'] });
  const { tokens } = await logIn(identity, 'clerk', 'correct horse');
  const { sub } = claimsOf(tokens.access_token);
  await identity.context.database.query(`update person set roles = '{USER}' where id = $1`, [sub]);
  const after = claimsOf((await tokensFrom(refresh(identity, spa, tokens.refresh_token))).access_token);
  assert.deepEqual(after.roles, ['USER']);
  assert.equal(after.scope, 'cart:manage order:write');
});
