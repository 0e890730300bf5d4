/**
 * Cards that work, are declined or need confirmation, and a bank that does not respond; one click on "Pay" is one order
 * whatever happens.
 */

import assert from 'node:assert/strict';
import { before } from 'node:test';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import type { Page } from 'playwright-core';
import { freezePart } from '../freeze-part.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addToCart } from './actions/fill-cart.ts';
import { signUp } from './actions/log-in.ts';
import { cards, goToCheckout, orderStatusText, pay, payButton, typeCard, waitForOrderPage } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

/** A new customer at the checkout, with their own product in the cart. */
async function atCheckout(page: Page): Promise<void> {
  const [mug] = await Promise.all([merchant.offer(5), signUp(page)]);
  await addToCart(page, mug);
  await goToCheckout(page);
}

async function onlyOneOrder(page: Page): Promise<void> {
  await page.goto('/orders');
  await page
    .getByRole('link', { name: /^Order M/ })
    .first()
    .waitFor();
  assert.equal(await page.getByRole('link', { name: /^Order M/ }).count(), 1);
}

journey('insufficient funds: the items stay reserved, and another card pays', async (visit) => {
  const { page } = await visit();
  await atCheckout(page);
  await pay(page, cards.empty);
  await orderStatusText(page, 'Your payment was declined');
  await page.getByText('There are not enough funds on the card. Your items are still reserved.').waitFor();
  await typeCard(page, cards.good, '1/YY');
  await page.getByRole('button', { name: 'Pay with this card' }).click();
  await orderStatusText(page, 'Order confirmed');
  await onlyOneOrder(page);
});

journey('the form follows the country: Hong Kong has areas and no postal code', async (visit) => {
  const { page } = await visit();
  await atCheckout(page);
  await page.getByLabel('Country').selectOption('HK');
  assert.equal(await page.getByLabel(/Postal code|ZIP code/).count(), 0);
  assert.equal(await page.getByLabel('Area').inputValue(), '');
  await page.getByLabel('Phone').fill('12');
  await payButton(page).click();
  await page.getByText('Please choose one from the list.').or(page.getByText('Please fill this in.')).first().waitFor();
  await page.getByText('Enter a valid phone number').waitFor();
  await page.getByLabel('Area').selectOption('九龍');
  await page.getByLabel('District').fill('Mong Kok');
  await page.getByLabel('Phone').fill('2123 4567');
  await pay(page);
  const lines = await page.locator('address div').allInnerTexts();
  // Its name depends on the browser's version.
  const [country = '', phone] = lines.splice(4);
  assert.deepEqual(lines.slice(1), ['1 Harbour Street', 'Mong Kok', 'Kowloon']);
  assert.match(country, /^Hong Kong/);
  assert.equal(phone, '+85221234567');
});

journey('declined: nothing is charged, and another card pays for the same order', async (visit) => {
  const { page } = await visit();
  await atCheckout(page);
  await pay(page, cards.declined);
  await orderStatusText(page, 'Your payment was declined');
  await page.getByText('Your bank declined the card. Your items are still reserved.').waitFor();
  await typeCard(page, cards.good, '01 / YYYY');
  await page.getByRole('button', { name: 'Pay with this card' }).click();
  await orderStatusText(page, 'Order confirmed');
  await onlyOneOrder(page);
});

journey('the bank asks for confirmation: the order is paid once the customer has approved', async (visit) => {
  const { page } = await visit();
  await atCheckout(page);
  await pay(page, cards.asking);
  await page.getByRole('link', { name: 'Approve payment' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await waitForOrderPage(page);
  await orderStatusText(page, 'Order confirmed');
});

journey('a double click on "Pay" is one order, and "back" does not lead to paying again', async (visit) => {
  const { page } = await visit();
  await atCheckout(page);
  await typeCard(page, cards.good);
  await payButton(page).dblclick();
  const id = await waitForOrderPage(page);
  await orderStatusText(page, 'Order confirmed');
  await page.goBack();
  await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
  await page.goForward();
  assert.equal(await waitForOrderPage(page), id);
  await onlyOneOrder(page);
});

journey('the response to "Pay" is lost: trying again finds the placed order', async (visit) => {
  const { page, expectError } = await visit();
  expectError(/net::ERR_FAILED/);
  await atCheckout(page);
  await page.route(
    `**${listOrders.path}`,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await typeCard(page, cards.good);
  await payButton(page).click();
  await page.getByText('it will not be placed twice').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await waitForOrderPage(page);
  await orderStatusText(page, 'Order confirmed');
  await onlyOneOrder(page);
});

journey(
  'the payment provider hangs: the order page says so, and the order continues when the provider does',
  async (visit) => {
    const { page, context } = await visit();
    await context.clock.install();
    await atCheckout(page);
    await typeCard(page, cards.good);
    let thaw = () => {};
    // The card's token exists by then.
    await page.route(`**${listOrders.path}`, async (route) => {
      if (route.request().method() === 'POST') thaw = freezePart('psp-simulator');
      await route.continue();
    });
    try {
      await payButton(page).click();
      await waitForOrderPage(page);
      await orderStatusText(page, 'Processing your payment');
      await page.clock.fastForward(13_000);
      await orderStatusText(page, 'The payment is taking longer than usual');
    } finally {
      thaw();
    }
    await orderStatusText(page, 'Order confirmed');
  },
);
