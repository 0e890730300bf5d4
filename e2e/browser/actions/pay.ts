/** The checkout: the address, the card in the provider's own frame, and the button. */
import type { Page } from 'playwright-core';

/** From services/psp-simulator/src/domain/test-card.ts. */
export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  empty: '4000 0000 0000 9995',
  asking: '4000 0027 6000 3184',
} as const;

export const address = {
  Name: 'Robin Example',
  'Street and number': '1 Harbour Street',
  City: 'Springfield',
  'ZIP code': '62701',
} as const;

/** From a cart with items to the checkout, and fills in the address. */
export async function goToCheckout(page: Page): Promise<void> {
  await page.goto('/cart');
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await typeAddress(page);
}

export async function typeAddress(page: Page): Promise<void> {
  await page.getByLabel('Country').selectOption('US');
  for (const [label, text] of Object.entries(address)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel('State').selectOption('IL');
}

/** @param expiry as the shopper types it; `YY` and `YYYY` stand for a future year */
export async function typeCard(page: Page, number: string, expiry = '12 / YY'): Promise<void> {
  const form = page.getByTitle('Card details').contentFrame();
  await form.getByLabel('Card number').fill(number);
  const year = String(new Date().getFullYear() + 2);
  const date = expiry.replace('YYYY', year).replace('YY', year.slice(2));
  await form.getByLabel('Expires').fill('');
  await form.getByLabel('Expires').pressSequentially(date);
  await form.getByLabel('Security code').fill('123');
}

export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay / });

/** At the checkout; ends on the order's page. */
export async function pay(page: Page, number: string = cards.good): Promise<void> {
  await typeCard(page, number);
  await payButton(page).click();
  await waitForOrderPage(page);
}

/** @returns the order's id */
export async function waitForOrderPage(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[0-9a-f-]+$/);
  await page.getByRole('heading', { level: 1, name: /^Order M/ }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The status sentence above an order. */
export const orderStatusText = (page: Page, title: string) =>
  page.getByRole('heading', { level: 2, name: title }).waitFor();
