import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Contacts, listContacts } from '@mambogo/contracts/api/contacts.ts';
import { listPeople, Person, PersonPage } from '@mambogo/contracts/api/people.ts';
import { until } from '@mambogo/testing/until.ts';
import { attempt, logIn, refresh, spa } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
let admin: { id: string; token: string };
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) }, { DEMO_ACCOUNTS: 'false' });
  const { database, people } = identity.context;
  await database.query('delete from person');
  const id = await people.add({ login: 'chief', password, roles: ['USER', 'ADMIN'] });
  assert.ok(id);
  admin = { id, token: (await logIn(identity, 'chief', password)).tokens.access_token };
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const password = 'correct horse';
const all = listPeople.path;
let count = 0;

async function somebody(email?: string) {
  const login = `worker-${++count}`;
  const id = await identity.context.people.add({ login, password, email, roles: ['USER'] });
  assert.ok(id);
  return { id, login };
}

const ask = (path: string, token = admin.token) =>
  identity.ask(path, { headers: { authorization: `Bearer ${token}` } });
const send = (path: string, body?: object, token = admin.token, where = identity) =>
  where.ask(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const found = async (search: string) =>
  PersonPage.parse(await (await ask(`${all}?${new URLSearchParams({ search })}`)).json()).items.map(({ id }) => id);

test('people are found by a whole user name or e-mail address, in any case, but not by a part of it', async () => {
  const { id, login } = await somebody('Joe@Example.com');
  assert.deepEqual(await found(login.toUpperCase()), [id]);
  assert.deepEqual(await found('joe@example.com'), [id]);
  assert.deepEqual(await found('joe'), []);
  const person = Person.parse(await (await ask(`${all}/${id}`)).json());
  assert.deepEqual(
    { login: person.login, roles: person.roles, secondFactor: person.secondFactor, lastSeenAt: person.lastSeenAt },
    { login, roles: ['USER'], secondFactor: false, lastSeenAt: undefined },
  );
  assert.equal((await ask(`${all}/01980000-0000-7000-8000-000000000000`)).status, 404);
});

test('staff who work on orders can read customers’ contacts by id or address; shoppers cannot', async () => {
  const one = await somebody('Grace@Example.com');
  const other = await somebody();
  const contacts = async (query: Record<string, string>) =>
    Contacts.parse(await (await ask(`${listContacts.path}?${new URLSearchParams(query)}`)).json()).items;
  const nobody = '01980000-0000-7000-8000-000000000000';
  const found = await contacts({ ids: [one.id, nobody, other.id].join(',') });
  const byId = new Map(found.map(({ id, ...contact }) => [id, contact]));
  assert.deepEqual(byId.get(one.id), { login: one.login, email: 'Grace@Example.com' });
  assert.deepEqual(byId.get(other.id), { login: other.login });
  assert.equal(byId.size, 2);
  assert.deepEqual(await contacts({ email: 'grace@example.com' }), [{ id: one.id, ...byId.get(one.id) }]);
  for (const query of ['', `ids=${one.id}&email=x`, 'ids=me'])
    assert.equal((await ask(`${listContacts.path}?${query}`)).status, 400, query);
  const { tokens } = await logIn(identity, one.login, password);
  assert.equal((await ask(`${listContacts.path}?ids=${one.id}`, tokens.access_token)).status, 403);
});

test('the list has everybody once, newest first, page by page', async () => {
  for (let index = 0; index < 3; index++) await somebody();
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ size: '2', ...(next ? { cursor: next } : {}) });
    const page = PersonPage.parse(await (await ask(`${all}?${query}`)).json());
    ids.push(...page.items.map(({ id }) => id));
    next = page.next;
  } while (next);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids, [...ids].sort().reverse());
  assert.ok(ids.includes(admin.id));
  assert.equal((await ask(`${all}?cursor=nonsense`)).status, 400);
});

test('rejects shoppers and requests without a token', async () => {
  const { login } = await somebody();
  const { tokens } = await logIn(identity, login, password);
  assert.equal((await ask(all, tokens.access_token)).status, 403);
  assert.equal((await identity.ask(all)).status, 401);
  assert.equal((await send(`${all}/${admin.id}/sessions/end`, undefined, tokens.access_token)).status, 403);
});

test('ending a person’s sessions ends their access and refresh tokens', async () => {
  const { id, login } = await somebody();
  const { tokens, browser } = await logIn(identity, login, password);
  assert.ok(Person.parse(await (await ask(`${all}/${id}`)).json()).lastSeenAt);
  const ended = await send(`${all}/${id}/sessions/end`);
  assert.equal(ended.status, 200);
  assert.equal(Person.parse(await ended.json()).lastSeenAt, undefined);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  const silent = await browser.open(attempt(spa, { prompt: 'none' }).address);
  assert.equal(silent.url.searchParams.get('error'), 'login_required');
  await until(
    'the access token is refused',
    async () => (await ask('/auth/userinfo', tokens.access_token)).status === 401,
    2_000,
  );
});

test('roles are given and taken; earlier tokens end; the last administrator keeps the role', async () => {
  const { id, login } = await somebody();
  const before = (await logIn(identity, login, password)).tokens;
  const promoted = await send(`${all}/${id}/roles`, { roles: ['ADMIN', 'USER'] });
  assert.deepEqual(Person.parse(await promoted.json()).roles, ['USER', 'ADMIN']);
  await until(
    'the token is refused',
    async () => (await ask('/auth/userinfo', before.access_token)).status === 401,
    2_000,
  );
  const { access_token } = (await logIn(identity, login, password)).tokens;
  assert.equal((await ask(all, access_token)).status, 200);

  assert.equal((await send(`${all}/${admin.id}/roles`, { roles: ['USER'] }, access_token)).status, 200);
  await until('they are the last administrator', async () => (await ask(all)).status === 401, 2_000);
  const last = await send(`${all}/${id}/roles`, { roles: ['USER'] }, access_token);
  assert.equal(last.status, 422);
  assert.match(await last.text(), /last administrator/);
  const logged = await identity.context.database.query<{ actor: string; data: unknown }[]>(
    `select actor, data from staff_action where subject = $1 and type = 'roles.changed'`,
    [admin.id],
  );
  assert.deepEqual(logged, [{ actor: `merchant:${id}`, data: { roles: 'USER', rolesBefore: 'USER ADMIN' } }]);
  assert.equal((await send(`${all}/${admin.id}/roles`, { roles: ['USER', 'ADMIN'] }, access_token)).status, 200);
  admin.token = (await logIn(identity, 'chief', password)).tokens.access_token;
});

const by = { actor: 'service:test' };

test('two administrators who remove each other’s role at once do not both succeed', async () => {
  const { id } = await somebody();
  const { administeredPeople: administered } = identity.context;
  await administered.setRoles(id, ['USER', 'ADMIN'], by);
  const others = await identity.context.database.query<{ id: string }[]>(
    "select id from person where 'ADMIN' = any(roles) and id <> all($1)",
    [[id, admin.id]],
  );
  for (const other of others) await administered.setRoles(other.id, ['USER'], by);
  const both = await Promise.all([
    administered.setRoles(id, ['USER'], by),
    administered.setRoles(admin.id, ['USER'], by),
  ]);
  assert.deepEqual([...both].sort(), ['changed', 'last-administrator']);
  await administered.setRoles(id, ['USER', 'ADMIN'], by);
  await administered.setRoles(admin.id, ['USER', 'ADMIN'], by);
  admin.token = (await logIn(identity, 'chief', password)).tokens.access_token;
});

test('rejects bad roles', async () => {
  const { id } = await somebody();
  for (const roles of [[], ['ADMIN'], ['USER', 'ROOT'], 'USER'])
    assert.equal((await send(`${all}/${id}/roles`, { roles })).status, 400, JSON.stringify(roles));
});

test('where step-up is on, changes need a recent log-in; reading does not', async () => {
  const { id } = await somebody();
  const hasty = await identity.another({ DEMO_ACCOUNTS: 'false', STEP_UP: 'true', STEP_UP_SECONDS: '1' });
  const since = Date.now();
  await until('the log-in is old', () => Date.now() - since > 2_100);
  for (const [path, body] of [[`${all}/${id}/sessions/end`], [`${all}/${id}/roles`, { roles: ['USER'] }]] as const) {
    const refused = await send(path, body, admin.token, hasty);
    assert.equal(refused.status, 401, path);
    assert.match(refused.headers.get('www-authenticate') ?? '', /insufficient_user_authentication.*max_age=1/);
  }
  assert.equal((await hasty.ask(all, { headers: { authorization: `Bearer ${admin.token}` } })).status, 200);
});
