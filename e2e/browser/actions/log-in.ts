/** Logging in and signing up on the identity service's pages. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

export interface Account {
  readonly login: string;
  readonly password: string;
}

export const newAccount = (): Account => ({ login: `visitor-${randomUUID().slice(0, 13)}`, password: randomUUID() });

/** From any page of the shop to the log-in page and back. */
export async function logIn(page: Page, account: Account): Promise<void> {
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await fillInLogIn(page, account);
  await page.getByLabel(`Account: ${account.login}`).waitFor();
}

/** On the log-in page. */
export async function fillInLogIn(page: Page, { login, password }: Account): Promise<void> {
  await page.getByLabel('User name or e-mail').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

/** Signs up a new account from the first page and is logged in with it. */
export async function signUp(page: Page): Promise<Account> {
  const account = newAccount();
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await fillInSignUp(page, account);
  await page.getByLabel(`Account: ${account.login}`).waitFor();
  return account;
}

/** On the sign-up page. */
export async function fillInSignUp(page: Page, { login, password }: Account): Promise<void> {
  await page.getByLabel('User name', { exact: true }).fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}
