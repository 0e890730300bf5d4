import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser, type Page } from '../testing/browser.ts';
import { attempt, codeOf, logIn, refresh, spa } from '../testing/client.ts';
import { publicUrl, type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

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
const at = (page: Page) => page.url.pathname;

test('the account page shows the user; without a session it redirects to the log-in and back to the requested page', async () => {
  const { browser, login } = await somebody('ana@example.com');
  const page = await browser.open('/auth/account');
  assert.equal(page.status, 200);
  assert.ok(page.text.includes(login));
  assert.match(page.text, /ana@example\.com/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.doesNotMatch(page.text, /<script/);

  const stranger = createBrowser(identity);
  const asked = await stranger.open('/auth/account/sessions');
  assert.match(at(asked), /^\/auth\/interaction\//);
  const back = await stranger.submit(asked, { login, password });
  assert.equal(at(back), '/auth/account/sessions');
  assert.equal(back.status, 200);
});

test('cancelling the log-in redirects to the shop, with no URL taken from the request', async () => {
  const stranger = createBrowser(identity);
  const asked = await stranger.open('/auth/account/email');
  const back = await stranger.submit(asked, {}, `${at(asked)}/cancel`);
  assert.equal(at(back), '/');
  const { browser } = await somebody();
  const elsewhere = await browser.open('/auth/account?code=x&state=https://evil.example');
  assert.equal(elsewhere.url.href, `${publicUrl}/auth/account`);
});

test('an e-mail address works for logging in once it is added, only together with the password', async () => {
  const { browser, login, id } = await somebody();
  const form = await browser.open('/auth/account/email');
  const wrong = await browser.submit(form, { email: 'bo@example.com', password: 'wrong' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /This is not your password/);
  assert.match(wrong.text, /value="bo@example\.com"/);
  assert.equal((await browser.submit(form, { email: 'bo@', password })).status, 422);

  const done = await browser.submit(form, { email: ' Bo@Example.com', password });
  assert.equal(at(done), '/auth/account');
  assert.match(done.text, /Your e-mail address is changed/);
  await logInWith('bo@example.COM', password);
  await logInWith(login, password);

  await browser.submit(await browser.open('/auth/account/email'), { email: '', password });
  assert.equal((await identity.context.people.find(id))?.email, undefined);
  await assert.rejects(logInWith('bo@example.com', password), /no code/);
});

test('two accounts may have the same address; neither learns of nor gets access to the other', async () => {
  const first = await somebody('same@example.com');
  const { people } = identity.context;
  const other = await people.add({ login: 'squatter', password: 'another horse', roles: ['USER'] });
  assert.ok(other);
  const { browser } = await logInWith('squatter', 'another horse');
  const form = await browser.open('/auth/account/email');
  const done = await browser.submit(form, { email: 'same@example.com', password: 'another horse' });
  assert.match(done.text, /Your e-mail address is changed/);
  assert.equal(await people.authenticate('same@example.com', password), first.id);
  assert.equal(await people.authenticate('same@example.com', 'another horse'), other);

  const twin = await people.add({ login: 'twin', password, email: 'same@example.com', roles: ['USER'] });
  assert.equal(await people.authenticate('same@example.com', password), first.id);
  assert.equal(await people.authenticate('twin', password), twin);
  const named = await people.add({ login: 'same@example.com', password: 'third horse', roles: ['USER'] });
  assert.equal(
    await people.authenticate('same@example.com', password),
    first.id,
    'a user name does not take over an address',
  );
  assert.equal(await people.authenticate('same@example.com', 'third horse'), named);
});

test('changing the password requires the old one and ends all other sessions and refresh tokens', async () => {
  const { browser, login, tokens } = await somebody('cy@example.com');
  const elsewhere = await logInWith(login, password);
  const form = await browser.open('/auth/account/password');
  assert.equal((await browser.submit(form, { password: 'wrong', newPassword: 'battery staple' })).status, 422);
  assert.match((await browser.submit(form, { password, newPassword: 'short' })).text, /at least 8/);
  assert.match((await browser.submit(form, { password, newPassword: 'CY@example.com' })).text, /other than/);
  const done = await browser.submit(form, { password, newPassword: 'battery staple' });
  assert.match(done.text, /Your password is changed/);

  for (const { refresh_token } of [tokens, elsewhere.tokens])
    assert.equal((await refresh(identity, spa, refresh_token)).status, 400);
  const away = await elsewhere.browser.open(attempt(spa, { prompt: 'none' }).address);
  assert.equal(away.url.searchParams.get('error'), 'login_required');
  codeOf(await browser.open(attempt(spa, { prompt: 'none' }).address));
  await assert.rejects(logInWith(login, password), /no code/);
  await logInWith(login, 'battery staple');
  await logInWith('cy@example.com', 'battery staple');
});

test('lists sessions by device and marks the current one; ends one session or all others', async () => {
  const { browser, login } = await somebody();
  const phone = await logInWith(login, password, 'Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604.1');
  const program = await logInWith(login, password, 'curl/8');
  const list = await browser.open('/auth/account/sessions');
  assert.match(list.text, /Firefox on Linux <span class="pill">this one/);
  assert.match(list.text, /Safari on iPhone/);
  assert.match(list.text, /A program/);

  const uid = /name="session" value="([^"]+)" aria-label="Log out: Safari on iPhone/.exec(list.text)?.[1] ?? '';
  const shorter = await browser.submit(list, { session: uid });
  assert.doesNotMatch(shorter.text, /iPhone/);
  assert.equal((await refresh(identity, spa, phone.tokens.refresh_token)).status, 400);
  const { refresh_token } = program.tokens;
  const answer = await refresh(identity, spa, refresh_token);
  assert.equal(answer.status, 200);

  const alone = await browser.submit(shorter, {});
  assert.match(alone.text, /Nowhere else/);
  assert.match(alone.text, /Firefox on Linux/);
  assert.match((await program.browser.open('/auth/account')).text, /Log in/);
});

test("a user cannot end another user's session", async () => {
  const victim = await somebody();
  const { browser } = await somebody();
  const [session] = await identity.context.signedInSessions.list(victim.id);
  const form = await browser.open('/auth/account/delete');
  const attemptResult = await browser.submit(form, { session: session?.uid ?? '' }, '/auth/account/sessions');
  assert.equal(attemptResult.status, 200);
  assert.equal((await refresh(identity, spa, victim.tokens.refresh_token)).status, 200);
});

test('deleting an account removes its sessions, tokens and rows, and frees its name', async () => {
  const { browser, login, id, tokens } = await somebody('di@example.com');
  const form = await browser.open('/auth/account/delete');
  assert.equal((await browser.submit(form, { password: 'wrong' })).status, 422);
  const gone = await browser.submit(form, { password });
  assert.match(gone.text, /Your account is deleted/);
  assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  assert.match(at(await browser.open('/auth/account')), /interaction/);
  const { people, database } = identity.context;
  assert.equal(await people.find(id), undefined);
  assert.deepEqual(await database.query('select 1 from signed_in where person_id = $1', [id]), []);
  assert.ok(await people.add({ login, password, roles: ['USER'] }));
});
