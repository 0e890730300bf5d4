/** A forgotten password: the link comes by mail, and the account is opened with a new one. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readMails } from '@mambogo/local/mail/read-mails.ts';
import { requiredSetting } from '../shop-under-test.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { fillInLogIn, newAccount } from './actions/log-in.ts';
import { journey } from './fixtures/journey.ts';

journey('a new password is chosen by the link in a mail', async (visit) => {
  const { page } = await visit();
  const account = newAccount();
  const email = `${randomUUID()}@example.org`;
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('User name', { exact: true }).fill(account.login);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel(`Account: ${account.login}`).waitFor();

  const elsewhere = (await visit()).page;
  await elsewhere.goto('/');
  await elsewhere.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await elsewhere.getByRole('link', { name: 'Forgotten your password?' }).click();
  await elsewhere.getByLabel('User name or e-mail').fill(email);
  await elsewhere.getByRole('button', { name: 'Send the link' }).click();
  await elsewhere.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
  const mails = () => readMails(requiredSetting('SHOP_MAIL_PAGE'), email);
  await waitUntil('the mail has arrived', async () => (await mails()).length > 0);
  const [mail] = await mails();
  assert.equal(mail?.subject, 'Choose a new password');
  assert.match(mail.text, new RegExp(`Hello ${account.login},`));
  const link = /href="([^"]*)"/.exec(mail.html)?.[1];
  assert.ok(link);

  const password = randomUUID();
  await elsewhere.goto(link);
  await elsewhere.getByLabel('New password').fill(password);
  await elsewhere.getByRole('button', { name: 'Set the password' }).click();
  await elsewhere.getByText('You can log in with it now.').waitFor();
  await elsewhere.getByRole('link', { name: 'Back to the shop' }).click();
  await elsewhere.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await fillInLogIn(elsewhere, { login: account.login, password });
  await elsewhere.getByLabel(`Account: ${account.login}`).waitFor();
});
