import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jwt from 'jsonwebtoken';
import { createAuthenticator, optionsIn, type SignOptions } from '../testing/authenticator.ts';
import { createBrowser } from '../testing/browser.ts';
import { attempt, codeOf, logIn, redeem, spa, tokensFrom } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { tryPasskey } from '../testing/try-passkey.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const password = 'correct horse';
const passkeyPath = '/auth/account/security/passkey';
let count = 0;

/** A person with a passkey, logged in. */
async function somebody() {
  const login = `holder-${++count}`;
  const id = await identity.context.people.add({ login, password, roles: ['USER'] });
  assert.ok(id);
  const { browser } = await logIn(identity, login, password);
  const authenticator = createAuthenticator();
  const page = await browser.open(passkeyPath);
  const added = await browser.submit(
    page,
    { credential: authenticator.create(page.text), name: 'My phone' },
    passkeyPath,
  );
  assert.equal(added.status, 200, added.text);
  return {
    id,
    login,
    browser,
    authenticator,
    codes: [...added.text.matchAll(/<li><code>([^<]+)/g)].map(([, code]) => code),
  };
}

const claimsOf = (token: string) => jwt.decode(token, { json: true }) ?? {};

test('a passkey added on the account pages logs in by itself and counts as two factors', async () => {
  const { id, authenticator, browser, codes } = await somebody();
  assert.equal(codes.length, 10, 'recovery codes come with the first factor');
  const list = await browser.open('/auth/account/security');
  assert.match(list.text, /My phone/);
  assert.match(list.text, /10 codes left/);

  const { asked, back, verifier } = await tryPasskey(createBrowser(identity), authenticator.sign);
  assert.match(asked.text, /autocomplete="username webauthn"/);
  assert.match(asked.text, /<script src="\/auth\/passkeys\.js" defer>/);
  const tokens = await tokensFrom(redeem(identity, spa, codeOf(back), verifier));
  const claims = claimsOf(tokens.access_token);
  assert.equal(claims.sub, id);
  assert.equal(claims.acr, 'urn:mambogo:acr:mfa');
  assert.deepEqual(claims.amr, ['pop', 'user', 'mfa']);
});

test('the pages’ policy allows their one script, which is served', async () => {
  const page = await createBrowser(identity).open(attempt(spa).address);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src http:\/\/shop\.localhost:8080\/auth\/passkeys\.js;/);
  assert.doesNotMatch(page.text, /<script(?! src="\/auth\/passkeys\.js" defer><\/script>)/);
  const script = await identity.ask('/auth/passkeys.js');
  assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
});

test('an assertion works once, in its own log-in, for this shop and a verified user', async () => {
  const { authenticator } = await somebody();
  const refused = async (sign: (page: string) => string, why: string) => {
    const { back } = await tryPasskey(createBrowser(identity), sign);
    assert.equal(back.status, 422, why);
    assert.match(back.text, /This passkey was not accepted/);
  };
  let used = '';
  const { back } = await tryPasskey(createBrowser(identity), (page) => (used = authenticator.sign(page)));
  codeOf(back);
  await refused(() => used, 'already used');
  const other = await createBrowser(identity).open(attempt(spa).address);
  await refused(() => authenticator.sign(other.text), 'of another log-in');
  const bad: readonly SignOptions[] = [{ origin: 'https://evil.example' }, { isVerified: false }];
  for (const options of bad) await refused((page) => authenticator.sign(page, options), JSON.stringify(options));
  await refused((page) => createAuthenticator().sign(page), 'nobody’s');
  await refused(() => 'no JSON', 'nonsense');
  const elsewhere = createAuthenticator('evil.example');
  await refused((page) => elsewhere.sign(page), 'of another relying party');
  codeOf((await tryPasskey(createBrowser(identity), authenticator.sign)).back);
});

test('an authenticator whose counter does not increase is treated as cloned: rejected, with a security event', async () => {
  const { authenticator } = await somebody();
  codeOf((await tryPasskey(createBrowser(identity), (page) => authenticator.sign(page, { counter: 7 }))).back);
  const failures = () =>
    identity.context.securityEvents
      .counts()
      .find(({ code, outcome }) => code === 'mfa.failed' && outcome === 'failure');
  const before = failures()?.count ?? 0;
  const { back } = await tryPasskey(createBrowser(identity), (page) => authenticator.sign(page, { counter: 7 }));
  assert.equal(back.status, 422);
  assert.equal((failures()?.count ?? 0) - before, 1);
});

test('an authenticator without a counter (0) is accepted every time', async () => {
  const { authenticator } = await somebody();
  for (const _ of [1, 2])
    codeOf((await tryPasskey(createBrowser(identity), (page) => authenticator.sign(page, { counter: 0 }))).back);
});

test('a person with a passkey is asked for it after the password, or for a recovery code, which works once', async () => {
  const { login, authenticator, codes } = await somebody();
  const toSecond = async () => {
    const browser = createBrowser(identity);
    const { address } = attempt(spa);
    const second = await browser.submit(await browser.open(address), { login, password });
    assert.match(second.url.pathname, /\/second-factor$/);
    return { browser, second };
  };
  const { browser, second } = await toSecond();
  assert.deepEqual(
    optionsIn(second.text, 'get').allowCredentials?.map(({ id }) => id),
    [authenticator.id],
  );
  const path = second.url.pathname.replace('/second-factor', '/passkey');
  codeOf(await browser.submit(second, { credential: authenticator.sign(second.text) }, path));

  const [code = ''] = codes;
  const once = await toSecond();
  codeOf(
    await once.browser.submit(once.second, { code: code.toUpperCase().replaceAll('-', ' ') }, once.second.url.pathname),
  );
  const twice = await toSecond();
  const wrong = await twice.browser.submit(twice.second, { code }, twice.second.url.pathname);
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /not right, or was used before/);
});

test('a second factor can’t be used before the first, nor bypassed by another path of the log-in', async () => {
  const { login } = await somebody();
  const browser = createBrowser(identity);
  const asked = await browser.open(attempt(spa).address);
  for (const path of ['second-factor', 'enrol'])
    assert.equal((await browser.open(`${asked.url.pathname}/${path}`)).status, 400, path);
  const second = await browser.submit(asked, { login, password });
  const enrol = await browser.open(`${asked.url.pathname}/enrol`);
  assert.equal(enrol.status, 400, 'a person with a factor can’t enrol one instead of using it');
  assert.equal((await browser.submit(second, {}, `${asked.url.pathname}/enrol/done`)).status, 400);
});

test('confirming a log-in is one touch: the page names the person and asks only for their passkeys', async () => {
  const { login, browser, authenticator } = await somebody();
  const { asked, back, verifier } = await tryPasskey(browser, authenticator.sign, { prompt: 'login' });
  assert.match(asked.text, /Confirm it is you/);
  assert.match(asked.text, new RegExp(`value="${login}"`));
  assert.match(asked.text, /data-auto="now"/);
  assert.deepEqual(
    optionsIn(asked.text, 'get').allowCredentials?.map(({ id }) => id),
    [authenticator.id],
  );
  const tokens = await tokensFrom(redeem(identity, spa, codeOf(back), verifier));
  assert.equal(claimsOf(tokens.access_token).acr, 'urn:mambogo:acr:mfa');
});

test('a removed passkey no longer logs in; recovery codes are removed with the last factor', async () => {
  const { id, browser, authenticator } = await somebody();
  const path = '/auth/account/security';
  const list = await browser.open(path);
  const done = await browser.submit(list, { action: 'remove-passkey', passkey: authenticator.id }, path);
  assert.match(done.text, /The passkey is removed/);
  assert.deepEqual(await identity.context.secondFactors.of(id), { passkeys: 0, totp: false, recoveryCodes: 0 });
  assert.equal((await tryPasskey(createBrowser(identity), authenticator.sign)).back.status, 422);
});

test('a person cannot remove another’s passkey; passkeys are deleted with their person', async () => {
  const victim = await somebody();
  const { browser } = await somebody();
  const path = '/auth/account/security';
  await browser.submit(await browser.open(path), { action: 'remove-passkey', passkey: victim.authenticator.id }, path);
  assert.equal((await identity.context.secondFactors.of(victim.id)).passkeys, 1);
  await identity.context.people.remove(victim.id);
  for (const table of ['passkey', 'recovery_code'])
    assert.deepEqual(
      await identity.context.database.query(`select 1 from ${table} where person_id = $1`, [victim.id]),
      [],
    );
});

test('demo accounts get no second factor, because everybody shares them', async () => {
  const { browser } = await logIn(identity, 'demo', 'demo');
  const page = await browser.open(passkeyPath);
  assert.match(page.text, /The demo accounts stay as they are/);
  assert.doesNotMatch(page.text, /data-passkey=/);
});
