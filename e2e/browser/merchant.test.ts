/** The merchant's pages, and live updates on the customer's page meanwhile. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { getStock } from '@mambogo/contracts/api/inventory.ts';
import { getProduct } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { createDeadLetter } from './actions/create-dead-letter.ts';
import { addToCart } from './actions/fill-cart.ts';
import { logIn, signUp } from './actions/log-in.ts';
import { goToCheckout, orderStatusText, pay, waitForOrderPage } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

const admin = { login: 'admin', password: 'admin' };

journey(
  'a product is added, stocked, bought, shipped, partly refunded and delivered, live on the customer’s page',
  async (visit) => {
    const merchantPage = (await visit()).page;
    await logIn(merchantPage, admin);
    await merchantPage.goto('/merchant/products/new');
    const name = `Journey Lamp ${randomUUID().slice(0, 8)}`;
    await merchantPage.getByLabel('Name', { exact: true }).fill(name);
    await merchantPage.getByLabel('SKU', { exact: true }).fill(`LAMP-${randomUUID().slice(0, 13)}`);
    await merchantPage.getByLabel('Price', { exact: true }).fill('12.50');
    await merchantPage.getByLabel('Category', { exact: true }).selectOption({ index: 1 });
    await merchantPage.getByRole('button', { name: 'Add product' }).click();
    await merchantPage.getByText(`${name} is on sale. It has no stock yet.`).waitFor();
    await merchantPage.getByRole('link', { name: 'Receive stock' }).click();
    await merchantPage.waitForURL(/\/merchant\/stock\//);
    const id = new URL(merchantPage.url()).pathname.split('/').at(-1) ?? '';
    await waitUntil(
      'inventory knows the product',
      async () => (await ask(pathOf(getStock, { params: { productId: id } }))).status === 200,
    );
    await merchantPage.reload();
    await merchantPage.getByLabel('Quantity', { exact: true }).fill('5');
    await merchantPage.getByRole('textbox', { name: 'Reference' }).fill('Delivery note 7');
    await merchantPage.getByRole('button', { name: 'Receive', exact: true }).click();
    await merchantPage.getByText('5 received.').waitFor();
    await waitUntil(
      'it is for sale',
      async () => !(await (await ask(pathOf(getProduct, { params: { id } }))).text()).includes('out-of-stock'),
    );

    const customer = (await visit()).page;
    await signUp(customer);
    await addToCart(customer, { id, name });
    await goToCheckout(customer);
    await pay(customer);
    await orderStatusText(customer, 'Order confirmed');
    const number = (await customer.getByRole('heading', { level: 1 }).innerText()).replace('Order ', '');

    await merchantPage.goto('/merchant/orders');
    await merchantPage.getByLabel('Order number').fill(number);
    await merchantPage.getByLabel('Order number').press('Enter');
    await merchantPage.getByRole('link', { name: number, exact: true }).click();
    // Headless Chromium opens no print dialog, so `afterprint` never fires by itself.
    await merchantPage.evaluate('window.print = () => undefined');
    await merchantPage.getByRole('button', { name: 'Print label' }).click();
    await merchantPage.emulateMedia({ media: 'print' });
    await merchantPage.getByText('SPRINGFIELD, IL 62701', { exact: true }).waitFor();
    assert.equal(await merchantPage.getByRole('heading', { level: 1 }).isVisible(), false);
    await merchantPage.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await merchantPage.emulateMedia({ media: 'screen' });
    const notes = merchantPage.locator('section', { hasText: 'Notes about this order' });
    await notes.getByLabel('New note').fill('Rang about a gift wrap');
    await notes.getByRole('button', { name: 'Add note' }).click();
    await notes.getByRole('listitem').getByText('Rang about a gift wrap').waitFor();
    await notes.getByRole('listitem').getByText('admin').waitFor();
    await merchantPage.getByRole('button', { name: 'Ship' }).click();
    const shipping = merchantPage.getByRole('dialog', { name: 'Ship this order?' });
    await shipping.getByLabel('Carrier').fill('Harbour Post');
    await shipping.getByLabel('Tracking number').fill('RR123456785');
    await shipping.getByRole('button', { name: 'Ship' }).click();
    await merchantPage.getByText('The order is marked as shipped.').waitFor();
    await orderStatusText(customer, 'Your order is on its way');
    await customer.getByText('RR123456785').waitFor();

    await merchantPage.getByRole('button', { name: 'Refund' }).click();
    const refund = merchantPage.getByRole('dialog', { name: 'Refund this order' });
    await refund.getByLabel('Custom amount').check();
    await refund.getByLabel(/^Amount/).fill('2.50');
    await refund.getByLabel('Reason').fill('A scratch');
    await refund.getByRole('button', { name: 'Refund' }).click();
    await merchantPage.getByText('A refund of $2.50 was requested.').waitFor();
    await customer.getByText('refunded; it can take several days').waitFor();
    await customer.getByText('$2.50 refunded in total').waitFor();

    await merchantPage.getByRole('button', { name: 'Mark as delivered' }).click();
    await merchantPage.getByRole('dialog').getByRole('button', { name: 'Mark as delivered' }).click();
    await orderStatusText(customer, 'Your order has been delivered');
  },
);

journey('a customer cancels a paid order: the money is refunded, and the merchant sees the reason', async (visit) => {
  const mug = await (await logInMerchant(shopUrl())).offer(3);
  const customer = (await visit()).page;
  await signUp(customer);
  await addToCart(customer, mug);
  await goToCheckout(customer);
  await pay(customer);
  const id = await waitForOrderPage(customer);
  await orderStatusText(customer, 'Order confirmed');
  await customer.getByRole('button', { name: 'Cancel order' }).click();
  const question = customer.getByRole('dialog', { name: 'Cancel this order?' });
  await question.getByLabel('Reason for cancelling').fill('Found mine again');
  await question.getByRole('button', { name: 'Cancel order' }).click();
  await orderStatusText(customer, 'You cancelled this order');
  await customer.getByText('Refunded', { exact: true }).waitFor();

  const merchantPage = (await visit()).page;
  await logIn(merchantPage, admin);
  await merchantPage.goto(`/merchant/orders/${id}`);
  await merchantPage.getByText('Found mine again').first().waitFor();
});

journey('a dead letter is inspected, replayed without success, and discarded with a reason', async (visit) => {
  const version = `v${Math.floor(Math.random() * 90_000) + 10_000}`;
  const id = await createDeadLetter(version);
  const { page } = await visit();
  await logIn(page, admin);
  await page.goto('/merchant');
  await page.getByRole('link', { name: 'See all: Dead letters' }).click();
  await page.getByRole('link', { name: new RegExp(version) }).click();
  await page.waitForURL((url) => url.pathname.endsWith(id));
  // The list stays until the letter is there, with the same error and a button to replay all.
  await page.getByRole('heading', { name: new RegExp(version), level: 1 }).waitFor();
  await page.getByText(`${version} is a version this service does not know`).first().waitFor();
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByText('Processing failed again. The dead letter is kept and shows the error.').waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  const question = page.getByRole('dialog');
  await question.getByLabel('Reason').fill('Nobody sends these');
  await question.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('The dead letter was discarded.').waitFor();
  await page.getByText('Nobody sends these').waitFor();
});

journey('a product is retired and put on sale again; a category is renamed, and merged into another', async (visit) => {
  const merchant = await logInMerchant(shopUrl());
  const mug = await merchant.offer(0);
  const { page } = await visit();
  await logIn(page, admin);
  await page.goto(`/merchant/products/${mug.id}`);
  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
  await page.getByText('This product is retired').waitFor();
  await page.getByRole('button', { name: 'Put on sale again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put on sale again' }).click();
  await page.getByText(`${mug.name} is on sale again.`).waitFor();
  await page.getByRole('button', { name: 'Save' }).waitFor();

  // As long as names may be, without a place to break.
  const [name, slug] = [randomUUID().replaceAll('-', '').padStart(100, 'n'), `journey-${randomUUID()}`];
  await page.goto('/merchant/products/categories');
  await page.getByRole('button', { name: 'Add category' }).click();
  const adding = page.getByRole('dialog', { name: 'New category' });
  await adding.getByLabel('Name', { exact: true }).fill(name);
  await adding.getByLabel('URL slug', { exact: true }).fill(slug);
  await adding.getByRole('button', { name: 'Add category' }).click();
  await page.getByRole('button', { name: `Rename ${name}` }).click();
  const renaming = page.getByRole('dialog', { name: `Rename ${name}` });
  await renaming.getByLabel('URL slug', { exact: true }).fill(`${slug}-2`);
  await renaming.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`/category/${slug}-2`).waitFor();
  const desktop = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
  if (desktop) await page.setViewportSize(desktop);
  await page.goto(`/category/${slug}`);
  await page.waitForURL((url) => url.pathname === `/category/${slug}-2`);
  await page.getByRole('heading', { level: 1, name }).waitFor();

  await page.goto('/merchant/products/categories');
  await page.getByRole('button', { name: `Merge ${name} into another category` }).click();
  const merging = page.getByRole('dialog', { name: `Merge ${name} into another category?` });
  await merging.getByLabel('Merge into').selectOption('kitchen');
  await merging.getByRole('button', { name: 'Merge' }).click();
  await page.getByText(`${name} was merged into`).waitFor();
  await page.goto(`/category/${slug}`);
  await page.waitForURL((url) => url.pathname === '/category/kitchen');
});

journey('users who are not merchants see a message that says so', async (visit) => {
  const { page } = await visit();
  await signUp(page);
  await page.goto('/merchant/orders');
  await page.getByRole('heading', { name: 'Merchant access required' }).waitFor();
  assert.equal(await page.getByRole('navigation', { name: 'Merchant dashboard' }).count(), 0);
});

const ask = (path: string) => fetch(new URL(path, shopUrl()));
