/** A forgotten password: the request, the link, and the new password. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPasswordResetLink } from '@mambogo/contracts/api/internal-mail.ts';
import { until } from '@mambogo/testing/until.ts';
import { createBrowser } from '../testing/browser.ts';
import { attempt, jsonOf, logIn, refresh, spa } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const password = 'correct horse battery';
const better = 'seven purple lanterns';
const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

let count = 0;
async function somebody(email?: string) {
  const login = `forgetful-${++count}`;
  const id = await identity.context.people.add({ login, password, email, roles: ['USER'] });
  assert.ok(id);
  return { id, login };
}
async function ask(nameOrEmail: string) {
  const browser = createBrowser(identity);
  const page = await browser.open(attempt(spa).address);
  const path = /href="([^"]+\/forgotten)"/.exec(page.text)?.[1];
  assert.ok(path);
  return browser.submit(await browser.open(path), { login: nameOrEmail });
}
const requestsOf = (personId: string) =>
  identity.context.database.query<{ id: string }[]>('select id from password_reset where person_id = $1 order by id', [
    personId,
  ]);
const pathOf = async (id: string) =>
  String((await jsonOf(identity.ask(getPasswordResetLink.path.replace('{id}', id)))).path);
async function linkFor(personId: string, nameOrEmail: string): Promise<string> {
  await ask(nameOrEmail);
  await until('it is recorded', async () => (await requestsOf(personId)).length > 0);
  return pathOf((await requestsOf(personId))[0]?.id ?? '');
}

test('whoever opens the link chooses a new password, once, and is logged out everywhere', async () => {
  const { id, login } = await somebody('fay@example.com');
  const { tokens } = await logIn(identity, login, password);
  const link = await linkFor(id, 'FAY@example.com');
  const browser = createBrowser(identity);
  const page = await browser.open(link);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.equal((await browser.submit(page, { password: 'short' })).status, 422);
  assert.equal((await browser.submit(page, { password: login })).status, 422, 'the name is no password');
  assert.match((await browser.submit(page, { password: better })).text, /Your password is changed/);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  await logIn(identity, login, better);
  await logIn(identity, 'fay@example.com', better);
  await assert.rejects(logIn(identity, login, password));

  assert.equal((await browser.submit(page, { password: 'yet another one here' })).status, 410);
  assert.match((await browser.open(link)).text, /no longer works/);
  const gone = await identity.ask(getPasswordResetLink.path.replace('{id}', (await requestsOf(id))[0]?.id ?? ''));
  assert.equal(gone.status, 404);
});

test('the answer is the same for an account, one without an address, a guest, and nobody', async () => {
  const { login, id } = await somebody('gus@example.com');
  const without = await somebody();
  const guest = await identity.context.people.add({
    ...{ login: 'guest-of-test', password, email: 'guest@example.com', roles: ['USER'], guest: true },
  });
  const pages = await Promise.all([login, without.login, 'guest@example.com', 'nobody-at-all'].map(ask));
  const texts = pages.map(({ text }) => text.replaceAll(/interaction\/[\w-]+/g, 'interaction'));
  assert.equal(new Set(texts).size, 1);
  await until('the first one is recorded', async () => (await requestsOf(id)).length === 1);
  assert.deepEqual(await requestsOf(without.id), []);
  assert.deepEqual(await requestsOf(guest ?? ''), []);
});

test('asking again soon sends nothing more, and a token of another key opens nothing', async () => {
  const { id, login } = await somebody('hal@example.com');
  const results = await Promise.all([1, 2, 3].map(() => identity.context.passwordResets.request(id)));
  assert.deepEqual(results.filter(Boolean), [true]);
  const [request] = await requestsOf(id);
  const link = await pathOf(request?.id ?? '');
  const { database } = identity.context;
  const outbox = await database.query<{ text: string }[]>('select outbox::text as text from outbox');
  const token = link.split('/').at(-1) ?? '';
  assert.ok(outbox.some(({ text }) => text.includes(request?.id ?? '-')));
  assert.ok(!outbox.some(({ text }) => text.includes(token) || text.includes('hal@')), 'an event has only ids');

  const browser = createBrowser(identity);
  assert.equal((await browser.open(`${link.slice(0, -4)}AAAA`)).status, 410);
  await database.query("update password_reset set expires_at = now() - interval '1 second' where person_id = $1", [id]);
  assert.equal((await browser.open(link)).status, 410, 'it has expired');
  await logIn(identity, login, password);
});
