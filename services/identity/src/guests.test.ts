/** Guests: people who buy without an account, and may make one of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { type Browser, createBrowser, type Page } from '../testing/browser.ts';
import { attempt, codeOf, jsonOf, logIn, redeem, refresh, spa, type Tokens, tokensFrom } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const password = 'correct horse battery';
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
const infoOf = ({ access_token }: Tokens) =>
  jsonOf(identity.ask('/auth/userinfo', { headers: { authorization: `Bearer ${access_token}` } }));

async function asGuest(email: string): Promise<{ browser: Browser; tokens: Tokens }> {
  const browser = createBrowser(identity);
  const { address, verifier } = attempt(spa, { prompt: 'guest' });
  const back = await browser.submit(await browser.open(address), { email });
  return { browser, tokens: await tokensFrom(redeem(identity, spa, codeOf(back), verifier)) };
}
const claim = async (browser: Browser, login: string): Promise<Page> =>
  browser.submit(await browser.open('/auth/account/claim'), { login, password });

test('a guest gives an address only, and gets a shopper’s tokens without a name', async () => {
  const { tokens } = await asGuest('gina@example.com');
  const claims = claimsOf(tokens.access_token);
  assert.equal(claims.scope, 'cart:manage order:write');
  assert.deepEqual([claims.acr, claims.amr], ['urn:mambogo:acr:guest', []]);
  assert.equal(claimsOf(tokens.id_token ?? '').guest, true);
  assert.deepEqual(await infoOf(tokens), { sub: claims.sub, roles: ['USER'], guest: true });
  assert.equal((await identity.context.people.find(String(claims.sub)))?.email, 'gina@example.com');
});

test('two guests with one address are two people, and neither can be logged in to', async () => {
  const [one, other] = [await asGuest('twin@example.com'), await asGuest('twin@example.com')];
  const [first, second] = [claimsOf(one.tokens.access_token).sub, claimsOf(other.tokens.access_token).sub];
  assert.notEqual(first, second);
  const accounts = await identity.context.people.candidates('twin@example.com');
  assert.deepEqual(
    accounts.map(({ id }) => id),
    [undefined],
    'no account has that address',
  );
  await assert.rejects(logIn(identity, `guest-${first}`, ''));
});

test('the log-in page leads to the guest’s page, which explains a wrong address', async () => {
  const browser = createBrowser(identity);
  const page = await browser.open(attempt(spa).address);
  const path = /href="([^"]+\/guest)"/.exec(page.text)?.[1];
  assert.ok(path);
  const wrong = await browser.submit(await browser.open(path), { email: 'gina@' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Enter an e-mail address such as/);
  assert.match(wrong.text, /value="gina@"/);
});

test('a guest sees only what a guest can change', async () => {
  const { browser } = await asGuest('gina@example.com');
  const overview = await browser.open('/auth/account');
  assert.match(overview.text, /gina@example\.com/);
  assert.match(overview.text, /Create an account/);
  assert.doesNotMatch(overview.text, /guest-|User name|Password/);
  for (const path of ['email', 'password', 'security', 'security/passkey', 'api-tokens', 'sessions'])
    assert.equal((await browser.open(`/auth/account/${path}`)).url.pathname, '/auth/account', path);
});

test('a guest becomes an account: the same person, who logs in with name or address and stays logged in', async () => {
  const { browser, tokens } = await asGuest('gwen@example.com');
  const { sub } = claimsOf(tokens.access_token);
  const weak = await browser.submit(await browser.open('/auth/account/claim'), { login: 'gwen', password: 'short' });
  assert.equal(weak.status, 422);
  const taken = await claim(browser, 'demo');
  assert.equal(taken.status, 409);
  assert.match(taken.text, /This user name is taken/);

  const done = await claim(browser, 'gwen');
  assert.match(done.text, /You have an account/);
  assert.match(done.text, /User name/);
  assert.equal((await claim(browser, 'again').catch(() => undefined))?.status, undefined, 'there is no form any more');
  for (const name of ['gwen', 'gwen@example.com']) {
    const { tokens: own } = await logIn(identity, name, password);
    assert.equal(claimsOf(own.access_token).sub, sub);
    assert.equal((await infoOf(own)).preferred_username, 'gwen');
  }
  const renewed = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.equal(claimsOf(renewed.id_token ?? '').guest, undefined);
});

test('a guest is erased without a password', async () => {
  const { browser, tokens } = await asGuest('gone@example.com');
  const page = await browser.open('/auth/account/delete');
  assert.doesNotMatch(page.text, /name="password"/);
  assert.match((await browser.submit(page, {})).text, /is deleted/);
  assert.equal(await identity.context.people.find(String(claimsOf(tokens.access_token).sub)), undefined);
});

test('the link in a mail continues as the guest in another browser, by its button only', async () => {
  const { tokens } = await asGuest('lena@example.com');
  const { sub } = claimsOf(tokens.access_token);
  const contact = await identity.context.mailContacts.find(String(sub));
  assert.ok(contact?.guestToken);
  const order = '01980000-0000-7000-8000-00000000aaaa';
  const link = `/auth/guest/${contact.guestToken}/orders/${order}`;
  const browser = createBrowser(identity);
  const page = await browser.open(link);
  assert.match(
    (await browser.open(attempt(spa, { prompt: 'guest' }).address)).text,
    /name="email"/,
    'not by the page alone',
  );
  assert.equal((await browser.submit(page, {})).url.pathname, `/orders/${order}`);
  const { address, verifier } = attempt(spa, { prompt: 'guest' });
  const own = await tokensFrom(redeem(identity, spa, codeOf(await browser.open(address)), verifier));
  assert.equal(claimsOf(own.access_token).sub, sub);
  assert.match((await browser.open(attempt(spa, { prompt: 'guest' }).address)).text, /name="email"/, 'it is used up');

  assert.equal((await createBrowser(identity).open(link.replace(contact.guestToken, 'a.b.c'))).status, 410);
  await identity.context.people.claim(String(sub), 'lena', password);
  assert.equal((await createBrowser(identity).open(link)).url.pathname, `/orders/${order}`, 'an account logs in');
});

test('guests count as sign-ups of their network', async () => {
  const from = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', '203.0.113.77');
    return identity.ask(path, { ...init, headers });
  };
  const { SIGN_UP_NETWORK_AFTER: free } = identity.context.settings;
  for (let n = 0; n <= free + 1; n += 1) {
    const browser = createBrowser({ ask: from });
    const page = await browser.submit(await browser.open(attempt(spa, { prompt: 'guest' }).address), {
      email: `guest-${n}@example.com`,
    });
    if (n <= free) continue;
    assert.equal(page.status, 429);
    assert.match(page.text, /Too many tries/);
  }
});
