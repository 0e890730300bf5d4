/** Password managers and browsers can fill in the forms: each field says what it is, and every field takes what is pasted. */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addToCart } from './actions/fill-cart.ts';
import { newAccount, signUp } from './actions/log-in.ts';
import { address, cards, orderStatusText, payButton, waitForOrderPage } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

/** The `autocomplete` of every field that can be filled in, by its name. */
async function autocompleteOf(place: Page | FrameLocator): Promise<Record<string, string | null>> {
  const fields = await place.locator('form input:not([type=hidden], [type=search], [type=radio]), form select').all();
  const pairs = fields.map(async (field) => [
    (await field.getAttribute('name')) ?? '',
    await field.getAttribute('autocomplete'),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

async function paste(page: Page, field: Locator, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

const clipboard = ['clipboard-read', 'clipboard-write'];

journey(
  'log-in, sign-up and a new password say what belongs in their fields, and take what is pasted',
  async (visit) => {
    const { page, context } = await visit();
    await context.grantPermissions(clipboard);
    await page.goto('/');
    await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Log in' }).waitFor();
    assert.deepEqual(await autocompleteOf(page), { login: 'username webauthn', password: 'current-password' });

    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Create an account' }).waitFor();
    assert.deepEqual(await autocompleteOf(page), { login: 'username', email: 'email', password: 'new-password' });
    const account = newAccount();
    await paste(page, page.getByLabel('User name', { exact: true }), account.login);
    await paste(page, page.getByLabel('E-mail'), `${account.login}@example.com`);
    await paste(page, page.getByLabel('Password'), account.password);
    // One form that is posted: that is when a password manager offers to save it.
    assert.equal(await page.locator('form[method=post]:has([name=login]):has([type=password])').count(), 1);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel(`Account: ${account.login}`).waitFor();

    await page.goto('/auth/account/password');
    assert.deepEqual(await autocompleteOf(page), {
      login: 'username',
      password: 'current-password',
      newPassword: 'new-password',
    });
    const newPassword = newAccount().password;
    await paste(page, page.getByLabel('Your password now'), account.password);
    await paste(page, page.getByLabel('New password'), newPassword);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
  },
);

journey(
  'an address and a card say what belongs in their fields, and a purchase with pasted values succeeds',
  async (visit) => {
    const { page, context } = await visit();
    await context.grantPermissions(clipboard);
    const [mug] = await Promise.all([merchant.offer(5), signUp(page)]);
    await addToCart(page, mug);
    await page.goto('/checkout');
    await page.getByLabel('Country').selectOption('US');
    assert.deepEqual(await autocompleteOf(page), {
      country: 'shipping country',
      name: 'shipping name',
      line1: 'shipping address-line1',
      line2: 'shipping address-line2',
      city: 'shipping address-level2',
      region: 'shipping address-level1',
      postalCode: 'shipping postal-code',
      phone: 'shipping tel',
      'discount-code': 'off',
    });
    const card = page.getByTitle('Card details').contentFrame();
    await card.getByLabel('Card number').waitFor();
    assert.deepEqual(await autocompleteOf(card), { number: 'cc-number', expiry: 'cc-exp', cvc: 'cc-csc' });

    for (const [label, text] of Object.entries(address))
      await paste(page, page.getByLabel(label, { exact: true }), text);
    await page.getByLabel('State').selectOption('IL');
    await paste(page, page.getByLabel('Phone'), '+1 (217) 555-0123');
    const year = String(new Date().getFullYear() + 2);
    // As browsers fill in a saved card: the number without spaces, the year with four digits.
    await paste(page, card.getByLabel('Card number'), cards.good.replaceAll(' ', ''));
    await paste(page, card.getByLabel('Expires'), `12/${year}`);
    await paste(page, card.getByLabel('Security code'), '123');
    await payButton(page).click();
    await waitForOrderPage(page);
    await orderStatusText(page, 'Order confirmed');
    await page.getByText('+12175550123').waitFor();
  },
);
