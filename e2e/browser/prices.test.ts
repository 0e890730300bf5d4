/** The checkout of a shop with tax, a shipping method and a code: what it shows is what the order's page shows, and what is paid. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { quoteOrder } from '@mambogo/contracts/api/price-quote.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addIcelandicRules } from '../shopper/price-rules.ts';
import { addToCart } from './actions/fill-cart.ts';
import { logIn, signUp } from './actions/log-in.ts';
import { goToCheckout, pay, payButton } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

const code = `PAGE-${Date.now().toString(36).toUpperCase()}`;
let merchant: Merchant;
let mug: Product;
let restore: (() => Promise<void>) | undefined;

before(async () => {
  merchant = await logInMerchant(shopUrl());
  mug = await merchant.offer(5, 1_999);
  restore = await addIcelandicRules(merchant, mug, code);
});
after(() => restore?.());

journey('a code, a shipping method and taxes: the same lines at the checkout and on the order', async (visit) => {
  const { page } = await visit();
  await signUp(page);
  await page.goto(`/product/${mug.id}`);
  await page.getByText('incl. VSK, plus shipping').waitFor();
  await addToCart(page, mug);
  await goToCheckout(page);
  await page.getByLabel('Country').selectOption('IS');
  await page.getByLabel('Postal code').fill('101');
  await page.getByRole('radio', { name: /Parcel/ }).check();
  await page.getByLabel('Discount code').fill('none-such');
  await page.getByLabel('Discount code').press('Enter');
  await page.getByText('This code does not exist.').waitFor();
  await page.getByRole('button', { name: 'Remove NONE-SUCH' }).click();
  await page.getByLabel('Discount code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText(`Mugs (${code})`).waitFor();
  await page.getByRole('button', { name: 'Pay $25.94' }).waitFor();
  await pay(page);
  const text = await page.locator('main').innerText();
  for (const line of ['Shipping: Parcel', '$7.95', `Mugs (${code})`, '-$2.00', '$25.94', 'incl. 24% VSK: $5.02'])
    assert.ok(text.includes(line), `${line} is missing in ${text}`);
});

journey('while prices are not known, the checkout says so and takes no order', async (visit) => {
  const { page, expectError } = await visit();
  expectError(/503 \(Service Unavailable\)/);
  const other = await merchant.offer(5);
  await signUp(page);
  await addToCart(page, other);
  await page.route(`**${quoteOrder.path}`, (route) => route.fulfill({ status: 503, body: '{}' }));
  await goToCheckout(page);
  await page.getByText('The total cannot be calculated at the moment').waitFor();
  assert.ok(await payButton(page).isDisabled());
  await page.unroute(`**${quoteOrder.path}`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await pay(page);
});

journey('a merchant adds a promotion and a shipping method, and removes them', async (visit) => {
  const { page } = await visit();
  await logIn(page, { login: 'admin', password: 'admin' });
  await page.goto('/merchant/pricing/promotions');
  const entries = page.locator('fieldset');
  const save = page.getByRole('button', { name: 'Save' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const promotion = entries.last();
  await promotion.getByLabel('Key').fill('from-the-page');
  await promotion.getByLabel('Name').fill('Ten off');
  await promotion.getByLabel('Code').fill(`${code}-2`);
  await promotion.getByLabel('Percent').fill('ten');
  await save.click();
  await page.getByText('Enter a number.').waitFor();
  await promotion.getByLabel('Percent').fill('10');
  await save.click();
  await page.getByText('Saved. New orders').waitFor();
  await page.reload();
  await page.getByText(`Ten off · ${code}-2`).waitFor();
  await entries.last().getByRole('button', { name: 'Remove' }).click();
  await save.click();
  await page.getByText('Saved. New orders').waitFor();
  await page.goto('/merchant/pricing/shipping');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await entries.last().getByLabel('Key').fill('islands');
  await entries.last().getByLabel('Name').fill('Boat');
  await entries.last().getByLabel('Countries').fill('FO, US-HI');
  await entries.last().getByLabel('Prices by value').fill('0 12.50\n100 0');
  await save.click();
  await page.getByText('Saved. New orders').waitFor();
  await page.reload();
  assert.equal(await entries.last().getByLabel('Prices by value').inputValue(), '0.00  12.50\n100.00  0.00');
  await entries.last().getByRole('button', { name: 'Remove' }).click();
  await save.click();
  await page.getByText('Saved. New orders').waitFor();
});
