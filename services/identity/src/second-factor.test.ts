import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { until } from '@mambogo/testing/until.ts';
import jwt from 'jsonwebtoken';
import { TOTP } from 'otpauth';
import { createBrowser, type Page } from '../testing/browser.ts';
import { attempt, codeOf, logIn, redeem, refresh, spa, tokensFrom } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
/** The same store, where staff need a second factor. */
let strict: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
  strict = await identity.another({ STAFF_MFA: 'required' });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const password = 'correct horse';
const appPath = '/auth/account/security/app';
let count = 0;

async function person(roles: readonly ('USER' | 'ADMIN')[] = ['USER']) {
  const login = `app-user-${++count}`;
  const id = await identity.context.people.add({ login, password, roles });
  assert.ok(id);
  return { id, login };
}

const keyIn = ({ text }: Page): string => (/<code class="key"[^>]*>([^<]+)/.exec(text)?.[1] ?? '').replaceAll(' ', '');
/** @param later steps of 30 s from now */
const codeFor = (secret: string, later = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 });
const claimsOf = (token: string) => jwt.decode(token, { json: true }) ?? {};

/** Logs in up to the second factor, in a browser of its own. */
async function toSecond(where: RunningIdentity, login: string) {
  const browser = createBrowser(where);
  const { address, verifier } = attempt(spa);
  const page = await browser.submit(await browser.open(address), { login, password });
  const send = (fields: Record<string, string>, path = page.url.pathname) => browser.submit(page, fields, path);
  return { page, send, verifier };
}

test('an app is set up by its key and one code; a log-in then needs the password and a code, which works once', async () => {
  const { id, login } = await person();
  const { browser } = await logIn(identity, login, password);
  const form = await browser.open(appPath);
  assert.match(form.text, /<svg[^>]*viewBox/);
  const secret = keyIn(form);
  assert.match(secret, /^[A-Z2-7]{32}$/);
  assert.equal((await browser.submit(form, { code: '000000' }, appPath)).status, 422);
  assert.equal((await identity.context.secondFactors.of(id)).totp, false);
  const code = codeFor(secret);
  const codes = await browser.submit(form, { code }, appPath);
  assert.match(codes.text, /Your recovery codes/);

  const { page, send, verifier } = await toSecond(identity, login);
  assert.match(page.text, /Confirm it is you/);
  assert.equal((await send({ code })).status, 422, 'it confirmed the app, so it is used up');
  assert.equal((await send({ code: codeFor(secret, 3) })).status, 422, 'of a future step');
  const back = await send({ code: codeFor(secret, 1) });
  const tokens = await tokensFrom(redeem(identity, spa, codeOf(back), verifier));
  const claims = claimsOf(tokens.access_token);
  assert.equal(claims.acr, 'urn:mambogo:acr:mfa');
  assert.deepEqual(claims.amr, ['pwd', 'otp', 'mfa']);
});

test('throttles guessed codes, however often the password is entered in between', async () => {
  const { id, login } = await person();
  const secret = await identity.context.secondFactors.totp.begin(id);
  assert.ok(secret && (await identity.context.secondFactors.totp.confirm(id, codeFor(secret))));
  const statuses: number[] = [];
  for (let tries = 0; tries < 7; tries++) {
    const { send } = await toSecond(identity, login);
    statuses.push((await send({ code: String(100_000 + tries) })).status);
  }
  assert.deepEqual(statuses.slice(0, 5), [422, 422, 422, 422, 422]);
  assert.equal(statuses.at(-1), 429);
});

test('new recovery codes invalidate the old ones', async () => {
  const { id, login } = await person();
  const { recoveryCodes, totp } = identity.context.secondFactors;
  const secret = await totp.begin(id);
  assert.ok(secret && (await totp.confirm(id, codeFor(secret, -1))));
  const [old = ''] = await recoveryCodes.renew(id);
  const browser = createBrowser(identity);
  const second = await browser.submit(await browser.open('/auth/account'), { login, password });
  await browser.submit(second, { code: codeFor(secret) }, second.url.pathname);
  const path = '/auth/account/security';
  const shown = await browser.submit(await browser.open(path), { action: 'renew-codes' }, path);
  assert.equal([...shown.text.matchAll(/<li><code>/g)].length, 10);
  assert.equal(await recoveryCodes.use(id, old), false);
});

test('changing second factors needs a recent log-in', async () => {
  const { login } = await person();
  const hasty = await identity.another({ STEP_UP_SECONDS: '1' });
  const { browser } = await logIn(hasty, login, password);
  const since = Date.now();
  await until('the log-in is old', () => Date.now() - since > 2_100);
  const asked = await browser.open(appPath);
  assert.match(asked.text, /Confirm it is you/);
  const back = await browser.submit(asked, { login, password });
  assert.equal(back.url.pathname, appPath);
});

test('where staff need a second factor, the log-in enrols it and then grants staff scopes', async () => {
  const { login } = await person(['USER', 'ADMIN']);
  const { page, send, verifier } = await toSecond(strict, login);
  assert.match(page.url.pathname, /\/enrol$/);
  assert.match(page.text, /Your account can run the shop/);
  const base = page.url.pathname;
  assert.equal((await send({}, `${base}/done`)).status, 400, 'not before enrolling');
  assert.equal((await send({ code: '123456' }, `${base}/app`)).status, 422);
  const codes = await send({ code: codeFor(keyIn(page)) }, `${base}/app`);
  assert.match(codes.text, /Your recovery codes/);
  const back = await send({}, `${base}/done`);
  const tokens = await tokensFrom(redeem(strict, spa, codeOf(back), verifier));
  assert.equal(claimsOf(tokens.access_token).scope, scopes.join(' '));
  assert.equal(claimsOf(tokens.access_token).acr, 'urn:mambogo:acr:mfa');
  const next = await tokensFrom(refresh(strict, spa, tokens.refresh_token));
  assert.equal(claimsOf(next.access_token).scope, scopes.join(' '));
});

test('a staff session from before the requirement gets a shopper’s scopes and is asked to log in', async () => {
  const { login } = await person(['USER', 'ADMIN']);
  const { tokens, browser } = await logIn(identity, login, password);
  assert.equal(claimsOf(tokens.access_token).scope, scopes.join(' '));
  const refreshed = await tokensFrom(refresh(strict, spa, tokens.refresh_token));
  assert.equal(claimsOf(refreshed.access_token).scope, 'cart:manage order:write');
  assert.deepEqual(claimsOf(refreshed.access_token).roles, ['USER']);
  const silent = await createBrowser(strict, undefined, browser.cookies).open(attempt(spa, { prompt: 'none' }).address);
  assert.equal(silent.url.searchParams.get('error'), 'login_required');
});

test('shoppers never need one', async () => {
  const { login } = await person();
  const { tokens } = await logIn(strict, login, password);
  assert.equal(claimsOf(tokens.access_token).scope, 'cart:manage order:write');
});

test('a client that requires two factors gets no log-in with one', async () => {
  const { login } = await person();
  const { browser } = await logIn(identity, login, password);
  const acr_values = 'urn:mambogo:acr:mfa';
  const silent = await browser.open(attempt(spa, { prompt: 'none', acr_values }).address);
  assert.equal(silent.url.searchParams.get('error'), 'login_required');
  const asked = await browser.open(attempt(spa, { acr_values }).address);
  const enrol = await browser.submit(asked, { login, password });
  assert.match(enrol.url.pathname, /\/enrol$/);
});
