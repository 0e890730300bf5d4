import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const password = 'correct horse';
let count = 0;
/** A new customer, logged in. */
async function somebody(email?: string, agent = 'Mozilla/5.0 (X11; Linux) Firefox/140.0') {
  const login = `person-${++count}`;
  const id = await identity.context.people.add({ login, password, email, roles: ['USER'] });
  assert.ok(id);
  return { login, id, ...(await logInWith(login, password, agent)) };
}
const logInWith = (login: string, secret: string, agent = 'node') =>
  logIn(
    {
      ...identity,
      ask: (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('user-agent', agent);
        return identity.ask(path, { ...init, headers });
      },
    },
    login,
    secret,
  );

test('accepts a form only from a page of the same session', async () => {
  const { browser } = await somebody();
  const other = await somebody();
  const foreign = await other.browser.open('/auth/account/delete');
  const forged = await browser.submit(foreign, { password });
  assert.equal(forged.status, 403);
  const form = await browser.open('/auth/account/delete');
  assert.equal((await browser.submit(form, { password, token: '' })).status, 403);
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const token = /name="token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  const crossSite = await identity.ask('/auth/account/delete', {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-site' },
    body: new URLSearchParams({ token, password }),
  });
  assert.equal(crossSite.status, 403);
  assert.equal((await browser.open('/auth/account')).status, 200);
});

test('demo accounts cannot be changed, because everybody shares them', async () => {
  const { browser } = await logInWith('demo', 'demo');
  for (const path of ['email', 'password', 'delete']) {
    const page = await browser.open(`/auth/account/${path}`);
    assert.match(page.text, /demo accounts stay as they are/);
    const token = /name="token" value="([^"]+)"/.exec((await browser.open('/auth/account/sessions')).text)?.[1] ?? '';
    const fields = { token, password: 'demo', newPassword: 'battery staple', email: 'demo@example.com' };
    assert.equal((await browser.submit(page, fields, `/auth/account/${path}`)).status, 403);
  }
  await logInWith('demo', 'demo');
});

test('limits password guessing on the account pages as strictly as at log-in', async () => {
  const { browser } = await somebody();
  const form = await browser.open('/auth/account/delete');
  const statuses: number[] = [];
  for (let time = 0; time < 6; time++) statuses.push((await browser.submit(form, { password: 'wrong' })).status);
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429]);
});

test('stores no e-mail address in clear text', async () => {
  await somebody('very-secret@example.com');
  const rows = await identity.context.database.query<object[]>('select * from person, signed_in');
  const text = rows
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
  assert.ok(!text.join().includes('very-secret'));
});
