/** Adding to the cart: with double clicks, and on a phone. */

import assert from 'node:assert/strict';
import { before } from 'node:test';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { journey } from './fixtures/journey.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

journey('a double click adds one piece, even when the response arrives between the two clicks', async (visit) => {
  const { page } = await visit();
  let additions = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(addCartItem.path)) additions += 1;
  });
  const mug = await merchant.offer(5);
  await page.goto(`/product/${mug.id}`);
  const add = page.getByRole('button', { name: 'Add to cart' });
  await add.dblclick();
  await page.getByText('1 in your cart').waitFor();
  await add.dispatchEvent('click', { detail: 2 });
  await page.goto('/cart');
  await page.getByText('(1 item)').waitFor();
  assert.equal(additions, 1);
});

journey('on a phone, the confirmation hides no button', async (visit) => {
  const { page } = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const mug = await merchant.offer(5);
  await page.goto(`/product/${mug.id}`);
  const add = page.getByRole('button', { name: 'Add to cart' });
  await add.tap();
  const toast = await page.locator('.toast').boundingBox();
  const header = await page.getByRole('banner').boundingBox();
  assert.ok(toast && header);
  assert.ok(toast.y + toast.height <= header.y + header.height, JSON.stringify({ toast, header }));
  await add.click({ trial: true });
});
