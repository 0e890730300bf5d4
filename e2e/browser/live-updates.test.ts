/** Changes between browsing and paying: prices, stock, the session, the connection, a store that hangs. */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { freezePart } from '../freeze-part.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addToCart } from './actions/fill-cart.ts';
import { fillInLogIn, logIn, signUp } from './actions/log-in.ts';
import {
  address,
  cards,
  goToCheckout,
  orderStatusText,
  pay,
  payButton,
  typeCard,
  waitForOrderPage,
} from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

journey('a price change is shown in the cart and confirmed before paying', async (visit) => {
  const { page, expectError } = await visit();
  // The order with the old total is rejected.
  expectError(/status of 409/);
  const mug = await merchant.offer(5, 1_500);
  await signUp(page);
  await addToCart(page, mug);
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Go to checkout' }).waitFor();
  const dearer = await merchant.changePrice(mug, 1_700);
  await page.reload();
  await page.getByText('Journey Mug: was $15.00, now $17.00').waitFor();
  await page.getByRole('button', { name: 'Got it' }).click();
  await page.getByText('was $15.00').waitFor({ state: 'detached' });

  await goToCheckout(page);
  await merchant.changePrice(dearer, 1_900);
  await typeCard(page, cards.good);
  await payButton(page).click();
  const question = page.getByRole('dialog', { name: 'Your cart has changed' });
  await question.getByText('$17.00').waitFor();
  await question.getByRole('button', { name: 'Continue with new prices' }).click();
  await page.getByRole('button', { name: 'Pay $19.00' }).click();
  await waitForOrderPage(page);
  await orderStatusText(page, 'Order confirmed');
});

journey(
  'another customer was faster: the order is cancelled without a charge, and the page says sold out',
  async (visit) => {
    const { page } = await visit();
    const mug = await merchant.offer(2);
    await signUp(page);
    await addToCart(page, mug);
    await goToCheckout(page);
    const other = await visit();
    await signUp(other.page);
    await addToCart(other.page, mug);
    await other.page.goto('/cart');
    await other.page.getByRole('button', { name: 'Increase quantity' }).click();
    await other.page.getByText('(2 items)').waitFor();
    await goToCheckout(other.page);
    await pay(other.page);
    await orderStatusText(other.page, 'Order confirmed');

    await pay(page);
    await orderStatusText(page, 'Not enough in stock');
    await page.getByText('You were not charged.').waitFor();
    await page.goto(`/product/${mug.id}`);
    await page.getByText('Sold out').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add to cart' }).count(), 0);
  },
);

journey(
  'the session ends during the checkout: after logging in again it continues with the entered data',
  async (visit) => {
    const { page, context, expectError } = await visit();
    // The rejected renewal, and the call that then goes without a token.
    expectError(/status of 40[01]/);
    await context.clock.install();
    const account = await signUp(page);
    await addToCart(page, await merchant.offer(5));
    await goToCheckout(page);
    await typeCard(page, cards.good);

    const otherBrowser = await visit();
    await logIn(otherBrowser.page, account);
    await otherBrowser.page.goto('/auth/account/sessions');
    await otherBrowser.page.getByRole('button', { name: 'Log out everywhere else' }).click();
    await otherBrowser.page.getByText('Nowhere else.').waitFor();

    // The lifetime of an access token.
    await page.clock.fastForward('15:00');
    await payButton(page).click();
    const question = page.getByRole('dialog', { name: 'Please log in again' });
    await question.getByRole('button', { name: 'Log in', exact: true }).click();
    await fillInLogIn(page, account);
    await waitForOrderPage(page);
    await orderStatusText(page, 'Order confirmed');
    await page.getByText(address['Street and number']).waitFor();
    await page.goto('/orders');
    await page.getByRole('link', { name: /^Order M/ }).waitFor();
  },
);

journey('offline: the page says so, loses nothing, and continues when the connection is back', async (visit) => {
  const { page, context, expectError } = await visit();
  expectError(/net::ERR_INTERNET_DISCONNECTED/);
  await signUp(page);
  await addToCart(page, await merchant.offer(5));
  await goToCheckout(page);
  await typeCard(page, cards.good);
  await context.setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await payButton(page).click();
  await page.getByRole('alert').getByText('The card form could not be loaded.').waitFor();
  await context.setOffline(false);
  await page.getByText('You are back online.').waitFor();
  assert.equal(await page.getByText('You are offline.').isVisible(), false);
  await payButton(page).click();
  await waitForOrderPage(page);
  await orderStatusText(page, 'Order confirmed');
});

journey(
  'offline while opening a page that is not loaded yet: the page says so, and loads when the connection is back',
  async (visit) => {
    const { page, context, expectError } = await visit();
    expectError(/net::ERR_INTERNET_DISCONNECTED|dynamically imported module|preload CSS/i);
    await page.goto('/');
    await page.locator('.product-card').first().waitFor();
    await context.setOffline(true);
    await page.getByRole('banner').getByRole('link', { name: /^Cart/ }).click();
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    assert.equal(await page.getByText('The shop has been updated').count(), 0);
    await context.setOffline(false);
    await page.getByText('Your cart is empty').waitFor();
  },
);

journey('Redis hangs: browsing works, and the cart is unavailable and comes back complete', async (visit) => {
  const { page, expectError } = await visit();
  expectError(/status of 50[0-9]/);
  const mug = await merchant.offer(5);
  await addToCart(page, mug);
  const thaw = freezePart('redis');
  try {
    await page.goto('/');
    await page.locator('.product-card').first().waitFor();
    await page.goto(`/product/${mug.id}`);
    await page.getByRole('heading', { name: mug.name }).waitFor();
    await page.goto('/cart');
    await page.getByText('Part of the shop is unavailable').waitFor();
  } finally {
    thaw();
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('(1 item)').waitFor();
  await page.getByText(mug.name).first().waitFor();
});
