/** Guests, sign-up, carts that are merged, and tabs that share a session. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before } from 'node:test';
import { readMails } from '@mambogo/local/mail/read-mails.ts';
import { requiredSetting, shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { addToCart } from './actions/fill-cart.ts';
import { fillInLogIn, fillInSignUp, logIn, newAccount, signUp } from './actions/log-in.ts';
import { address, orderStatusText, pay, typeAddress } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

journey('a guest fills a cart, signs up on the way to paying, and buys it', async (visit) => {
  const { page } = await visit();
  await addToCart(page, await merchant.offer(5));
  await page.getByRole('link', { name: 'View cart' }).click();
  await page.getByRole('button', { name: 'Create an account' }).click();
  const account = newAccount();
  await fillInSignUp(page, account);
  await page.waitForURL('/checkout');
  await page.getByText('1 × Journey Mug').waitFor();
  await typeAddress(page);
  await pay(page);
  await orderStatusText(page, 'Order confirmed');
  await page.getByText(address.Name).waitFor();
  await page.getByRole('link', { name: 'Cart, empty' }).waitFor();
  await page.getByRole('link', { name: 'All orders' }).click();
  await page.getByRole('link', { name: /^Order M/ }).waitFor();
  assert.equal(await page.getByRole('link', { name: /^Order M/ }).count(), 1);
});

journey('a guest buys with an e-mail address only, and makes an account of it afterwards', async (visit) => {
  const { page } = await visit();
  await addToCart(page, await merchant.offer(5));
  await page.getByRole('link', { name: 'View cart' }).click();
  await page.getByRole('button', { name: 'Continue as a guest' }).click();
  const email = `${randomUUID()}@example.org`;
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Continue as a guest' }).click();
  await page.waitForURL('/checkout');
  await typeAddress(page);
  await pay(page);
  await orderStatusText(page, 'Order confirmed');
  const order = page.url();
  const mails = () => readMails(requiredSetting('SHOP_MAIL_PAGE'), email);
  await waitUntil('the mail has arrived', async () => (await mails()).length > 0);
  const link = /href="([^"]*orders[^"]*)"/.exec((await mails())[0]?.html ?? '')?.[1];
  assert.ok(link);
  const other = (await visit()).page;
  await other.goto(link);
  await other.getByRole('button', { name: 'Show the order' }).click();
  await orderStatusText(other, 'Order confirmed');

  await page.goto('/account');
  await page.getByRole('link', { name: 'Create an account' }).click();
  const account = newAccount();
  await page.getByLabel('User name', { exact: true }).fill(account.login);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('You have an account.').waitFor();

  const elsewhere = await visit();
  await logIn(elsewhere.page, account);
  await elsewhere.page.goto(order);
  await orderStatusText(elsewhere.page, 'Order confirmed');
});

journey('the account’s cart and a guest’s cart are merged', async (visit) => {
  const [mug, other] = await Promise.all([merchant.offer(5), merchant.offer(5)]);
  const atHome = await visit();
  const account = await signUp(atHome.page);
  await addToCart(atHome.page, mug);

  const { page } = await visit();
  await addToCart(page, mug);
  await addToCart(page, other);
  await page.goto('/cart');
  await page.getByRole('button', { name: 'Log in and check out' }).click();
  await fillInLogIn(page, account);
  await page.waitForURL('/checkout');
  await page.getByText('2 × Journey Mug').waitFor();
  await page.getByText('1 × Journey Mug').waitFor();

  await atHome.page.goto('/cart');
  await atHome.page.getByRole('link', { name: 'Cart, 3 items' }).waitFor();
});

journey('logging out in one tab logs out the other, and logging in again does so in both', async (visit) => {
  const { page, context } = await visit();
  const account = await signUp(page);
  const other = await context.newPage();
  await other.goto('/account');
  await other.getByRole('heading', { name: `Hello, ${account.login}` }).waitFor();

  await page.getByLabel(`Account: ${account.login}`).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log out?' }).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL('/');
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).waitFor();
  await other.getByRole('heading', { level: 1, name: 'Log in' }).waitFor();
  assert.equal(await other.getByText(account.login).count(), 0);

  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await fillInLogIn(page, account);
  await page.getByLabel(`Account: ${account.login}`).waitFor();
  await other.getByRole('heading', { name: `Hello, ${account.login}` }).waitFor();
});

journey('a reload keeps the session, and the URL keeps the filters', async (visit) => {
  const { page } = await visit();
  const account = await signUp(page);
  await page.goto('/search?sort=price');
  await page.getByRole('radio', { name: 'In stock' }).click();
  await page.waitForURL(/availability=in-stock/);
  await page.getByRole('list').getByRole('heading', { level: 3 }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Add to cart' }).waitFor();
  await page.goBack();
  await page.waitForURL(/availability=in-stock/);
  assert.equal(await page.getByRole('radio', { name: 'In stock' }).isChecked(), true);
  assert.equal(await page.getByLabel('Sort by').inputValue(), 'price');
  await page.reload();
  await page.getByLabel(`Account: ${account.login}`).waitFor();
});

journey('leaving a page before the session is known keeps the user logged in', async (visit) => {
  const { page } = await visit();
  const account = await signUp(page);
  const asked = Promise.withResolvers<void>();
  await page.route('**/auth/token', () => asked.resolve(), { times: 1 });
  await page.goto('/search');
  await asked.promise;
  await page.goto('/account');
  await page.getByLabel(`Account: ${account.login}`).waitFor();
});
