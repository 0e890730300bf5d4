import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import type { Browser, Page } from '../testing/browser.ts';
import { jsonOf, logIn } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
let admin: Browser;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
  admin = (await logIn(identity, 'admin', 'admin')).browser;
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const path = '/auth/account/api-tokens';
const textOf = ({ text }: Page) => text.replaceAll(/<[^>]+>/g, ' ');

async function make(name: string, scope: string): Promise<{ id: string; secret: string; page: Page }> {
  const page = await admin.submit(await admin.open(path), { action: 'create', name, scope }, path);
  const [id, secret] = [...page.text.matchAll(/<dd><code>([^<]+)<\/code>/g)].map(([, value]) => value);
  assert.ok(id && secret, page.text);
  return { id, secret, page };
}

const askFor = (id: string, secret: string, fields: Record<string, string> = {}) =>
  identity.ask('/auth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret, ...fields }),
  });
/** A previously valid access token that is now rejected. */
const hasEnded = (token: string) =>
  identity.context.verify(token).then(
    () => false,
    (error: Error) => /has ended/.test(error.message),
  );
const accessToken = async (id: string, secret: string) => String((await jsonOf(askFor(id, secret))).access_token);

test('a program gets an access token with its scopes, and only a hash of the secret is stored', async () => {
  const { id, secret, page } = await make('Warehouse import', 'stock:manage');
  assert.match(textOf(page), /not shown again/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  const answer = await jsonOf(askFor(id, secret));
  assert.equal(answer.scope, 'stock:manage');
  assert.equal(answer.refresh_token, undefined);
  const caller = await identity.context.verify(String(answer.access_token));
  assert.equal(caller.subject, id);
  assert.deepEqual([...caller.scopes], ['stock:manage']);
  assert.deepEqual(caller.roles, []);
  const rows = await identity.context.database.query('select * from api_token');
  assert.ok(!JSON.stringify(rows).includes(secret));
  assert.ok(!textOf(await admin.open(path)).includes(secret));
});

test('a token request gets no more than the granted scopes, and can ask for fewer', async () => {
  const { id, secret } = await make('Both', 'stock:manage');
  const more = await jsonOf(askFor(id, secret, { scope: 'stock:manage admin:all order:manage' }));
  assert.equal(more.scope, 'stock:manage');
  const other = await jsonOf(askFor(id, secret, { scope: 'order:manage' }));
  assert.equal(other.scope, undefined);
});

test('rejects a wrong secret and records a security event; the stored hash does not work as a secret', async () => {
  const { id, secret } = await make('Mistyped', 'stock:manage');
  const [{ secret_hash: hash }] = await identity.context.database.query(
    'select secret_hash from api_token where id = $1',
    [id],
  );
  for (const wrong of [`${secret}x`, hash, 'no', '']) assert.notEqual((await askFor(id, wrong)).status, 200, wrong);
  await until(
    'the rejection is recorded',
    async () =>
      (await identity.context.database.query("select * from security_event where code = 'api_token.refused'")).length >
      0,
  );
  assert.notEqual((await askFor('mambogo-cli', 'x')).status, 200);
  assert.notEqual((await askFor(id, secret, { grant_type: 'refresh_token', refresh_token: 'x' })).status, 200);
});

test('revoking a token invalidates its secret and the access tokens issued for it', async () => {
  const { id, secret } = await make('Old', 'order:manage');
  const token = await accessToken(id, secret);
  assert.match(textOf(await admin.open(path)), /Old[\s\S]*Last used/);
  assert.match(textOf(await admin.open('/auth/account/security')), /Old: Last used/);
  const page = await admin.submit(await admin.open(path), { action: 'revoke', id }, path);
  assert.match(textOf(page), /revoked/);
  assert.equal((await askFor(id, secret)).status, 401);
  await until('its access token is rejected', () => hasEnded(token));
});

test("a user cannot revoke another user's token, and shoppers have no tokens", async () => {
  const { id, secret } = await make('Mine', 'order:manage');
  const { context } = identity;
  assert.ok(await context.people.add({ login: 'other-chief', password: 'correct horse', roles: ['USER', 'ADMIN'] }));
  const other = (await logIn(identity, 'other-chief', 'correct horse')).browser;
  await other.submit(await other.open(path), { action: 'revoke', id }, path);
  assert.equal((await askFor(id, secret)).status, 200);
  const shopper = (await logIn(identity, 'demo', 'demo')).browser;
  assert.equal((await shopper.open(path)).status, 403);
  assert.doesNotMatch((await shopper.open('/auth/account')).text, /api-tokens/);
});

test("a token never exceeds its owner's roles, and is deleted with the owner", async () => {
  const { context } = identity;
  const ownerId = await context.people.add({ login: 'leaving', password: 'correct horse', roles: ['USER', 'ADMIN'] });
  assert.ok(ownerId);
  const made = await context.apiTokens.create(ownerId, { name: 'Theirs', scopes: ['stock:manage'] });
  assert.ok(made);
  const token = await accessToken(made.id, made.secret);
  await context.administeredPeople.setRoles(ownerId, ['USER'], { actor: 'service:test' });
  await until('its access token is rejected', () => hasEnded(token));
  assert.equal((await jsonOf(askFor(made.id, made.secret))).scope, undefined);
  await context.people.remove(ownerId);
  assert.equal((await askFor(made.id, made.secret)).status, 401);
});

test('an incomplete form is rejected with messages, and creates nothing', async () => {
  const count = () => identity.context.database.query('select count(*)::int as n from api_token');
  const before = await count();
  const wrong: Record<string, string>[] = [
    { name: '', scope: 'stock:manage' },
    { name: 'No scope' },
    { name: 'Too much', scope: 'admin:all' },
  ];
  for (const fields of wrong) {
    const page = await admin.submit(await admin.open(path), { action: 'create', ...fields }, path);
    assert.equal(page.status, 422);
    assert.match(page.text, /role="alert"/);
  }
  assert.deepEqual(await count(), before);
});

test('the discovery document lists the grant type', async () => {
  const { grant_types_supported: grants } = await jsonOf(identity.ask('/auth/.well-known/openid-configuration'));
  assert.ok(Array.isArray(grants) && grants.includes('client_credentials'));
});
