/**
 * Passkeys in a browser: created on the account pages, used to log in without a password and to confirm sensitive actions. The
 * shop of `npm test` asks for that confirmation after seconds, see local/test.ts.
 */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { listPeople, setPersonRoles } from '@mambogo/contracts/api/people.ts';
import type { Page } from 'playwright-core';
import { shopUrl } from '../shop-under-test.ts';
import { signUpPages } from '../shopper/log-in-pages.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { openSession } from '../shopper/session.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { type Account, fillInLogIn, signUp } from './actions/log-in.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from './actions/virtual-authenticator.ts';
import { journey } from './fixtures/journey.ts';

journey('a passkey is created, logs in without a password, and confirms a sensitive action', async (visit) => {
  const { page, expectError } = await visit();
  const authenticator = await addVirtualAuthenticator(page);
  const account = await signUp(page);
  await createPasskey(page, account);
  await page.getByText('10 codes left').waitFor();

  await logOut(page);
  const victim = `victim-${randomUUID().slice(0, 8)}`;
  const session = await openSession(shopUrl(), signUpPages(victim, randomUUID()));
  await makeAdministrator(account.login);

  const loggedInAt = await logInWithPasskey(page, account, authenticator);
  await page.goto('/merchant/people');
  await page.getByLabel('User name or e-mail').fill(victim);
  await page.getByLabel('User name or e-mail').press('Enter');
  await page.getByRole('link', { name: victim }).click();
  await page.getByRole('button', { name: 'Log out everywhere' }).click();
  const question = page.getByRole('dialog', { name: `Log out ${victim} everywhere?` });
  await question.getByRole('button', { name: 'Log out everywhere' }).waitFor();
  await waitUntil('the log-in is no longer fresh', async () => Date.now() - loggedInAt > freshMs, 60_000);
  // The rejection that leads to the log-in page is an error in the console.
  expectError(/status of 401/);
  await authenticator.touch(true);
  const confirmed = page.waitForURL(/\/auth\/interaction\//);
  await question.getByRole('button', { name: 'Log out everywhere' }).click();
  await confirmed;
  // One touch, then back to the same state.
  await page.waitForURL(/\/merchant\/people\//);
  await question.getByRole('button', { name: 'Log out everywhere' }).click();
  await page.getByText(`${victim} was logged out everywhere.`).waitFor();
  await assert.rejects(session.renew());
});

journey('after the password a passkey is the second factor, or a recovery code without one', async (visit) => {
  const { page } = await visit();
  const authenticator = await addVirtualAuthenticator(page);
  const account = await signUp(page);
  const [code = ''] = await createPasskey(page, account);
  for (const withCode of [false, true]) {
    await logOut(page);
    await authenticator.touch(false);
    await openLogIn(page);
    await fillInLogIn(page, account);
    await page.getByRole('heading', { name: 'Confirm it is you' }).waitFor();
    if (withCode) {
      await page.getByLabel('Recovery code').fill(code);
      await page.getByRole('button', { name: 'Continue' }).click();
    } else {
      await authenticator.touch(true);
      await page.getByRole('button', { name: 'Use a passkey' }).click();
    }
    await page.getByLabel(`Account: ${account.login}`).waitFor();
  }
});

/** Milliseconds after which the shop of `npm test` asks again, and a second. */
const freshMs = 21_000;

/** The recovery codes that come with it. */
async function createPasskey(page: Page, account: Account): Promise<string[]> {
  await page.goto('/auth/account');
  await page.getByRole('link', { name: 'Show: Log-in security' }).click();
  await page.getByRole('link', { name: 'Add: Passkeys' }).click();
  // On a slow machine the log-in may be too old already.
  const title = page.getByRole('heading', { level: 1 });
  if ((await title.innerText()) === 'Confirm it is you') await fillInLogIn(page, account);
  await page.getByLabel('Name').fill('My laptop');
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  assert.equal(codes.length, 10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { name: 'My laptop' }).waitFor();
  return codes;
}

async function logOut(page: Page): Promise<void> {
  await page.goto('/auth/logout');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'You are logged out' }).waitFor();
}

async function openLogIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
}

/** When it was, in milliseconds. */
async function logInWithPasskey(page: Page, { login }: Account, authenticator: VirtualAuthenticator): Promise<number> {
  await authenticator.touch(false);
  await openLogIn(page);
  await authenticator.touch(true);
  await page.getByRole('button', { name: 'Log in with a passkey' }).click();
  await page.getByLabel(`Account: ${login}`).waitFor();
  return Date.now();
}

async function makeAdministrator(login: string): Promise<void> {
  const { api } = (await logInMerchant(shopUrl())).shopper;
  const { items } = await api.call(listPeople, { query: { search: login } });
  const [person] = items;
  assert.ok(person, `${login} is found`);
  const changed = await api.call(setPersonRoles, { params: { id: person.id }, body: { roles: ['USER', 'ADMIN'] } });
  assert.deepEqual(changed.roles, ['USER', 'ADMIN']);
}
