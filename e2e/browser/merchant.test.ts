/** The merchant's pages, and what the customer sees meanwhile without touching theirs. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { fileLetter } from './acts/file-letter.ts';
import { putIntoCart } from './acts/fill-cart.ts';
import { logIn, signUp } from './acts/log-in.ts';
import { goToCheckout, onOrderPage, orderSays, pay } from './acts/pay.ts';
import { journey } from './stage/journey.ts';

const admin = { login: 'admin', password: 'admin' };

journey(
  'a product is added, stocked, bought, shipped, partly paid back and delivered, before the customer’s eyes',
  async (visit) => {
    const desk = (await visit()).page;
    await logIn(desk, admin);
    await desk.goto('/merchant/products/new');
    const name = `Journey Lamp ${randomUUID().slice(0, 8)}`;
    await desk.getByLabel('Name', { exact: true }).fill(name);
    await desk.getByLabel('Number (SKU)').fill(`LAMP-${randomUUID().slice(0, 13)}`);
    await desk.getByLabel('Price', { exact: true }).fill('12.50');
    await desk.getByLabel('Category', { exact: true }).selectOption({ index: 1 });
    await desk.getByRole('button', { name: 'Add product' }).click();
    await desk.getByText(`${name} is on sale. It has no stock yet.`).waitFor();
    await desk.getByRole('link', { name: 'Receive stock' }).click();
    await desk.waitForURL(/\/merchant\/stock\//);
    const id = new URL(desk.url()).pathname.split('/').at(-1) ?? '';
    await waitUntil('the product is kept in stock', async () => (await ask(`/api/v1/inventory/${id}`)).status === 200);
    await desk.reload();
    await desk.getByLabel('Pieces', { exact: true }).fill('5');
    await desk.getByRole('textbox', { name: 'Reference' }).fill('Delivery note 7');
    await desk.getByRole('button', { name: 'Receive', exact: true }).click();
    await desk.getByText('5 received.').waitFor();
    await waitUntil(
      'it is for sale',
      async () => !(await (await ask(`/api/v1/products/${id}`)).text()).includes('out-of-stock'),
    );

    const customer = (await visit()).page;
    await signUp(customer);
    await putIntoCart(customer, { id, name });
    await goToCheckout(customer);
    await pay(customer);
    await orderSays(customer, 'It is yours');
    const number = (await customer.getByRole('heading', { level: 1 }).innerText()).replace('Order ', '');

    await desk.goto('/merchant/orders');
    await desk.getByLabel('Order number').fill(number);
    await desk.getByLabel('Order number').press('Enter');
    await desk.getByRole('link', { name: number, exact: true }).click();
    // Chromium without a window opens no dialog, and so has nothing to end.
    await desk.evaluate('window.print = () => undefined');
    await desk.getByRole('button', { name: 'Print label' }).click();
    await desk.emulateMedia({ media: 'print' });
    await desk.getByText('SPRINGFIELD, IL 62701', { exact: true }).waitFor();
    assert.equal(await desk.getByRole('heading', { level: 1 }).isVisible(), false);
    await desk.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await desk.emulateMedia({ media: 'screen' });
    const notes = desk.locator('section', { hasText: 'Notes about this order' });
    await notes.getByLabel('New note').fill('Rang about a gift wrap');
    await notes.getByRole('button', { name: 'Add note' }).click();
    await notes.getByRole('listitem').getByText('Rang about a gift wrap').waitFor();
    await notes.getByRole('listitem').getByText('admin').waitFor();
    await desk.getByRole('button', { name: 'Ship' }).click();
    const shipping = desk.getByRole('dialog', { name: 'Ship this order?' });
    await shipping.getByLabel('Carrier').fill('Harbour Post');
    await shipping.getByLabel('Tracking number').fill('RR123456785');
    await shipping.getByRole('button', { name: 'Ship' }).click();
    await desk.getByText('The order is marked as shipped.').waitFor();
    await orderSays(customer, 'It is on its way');
    await customer.getByText('RR123456785').waitFor();

    await desk.getByRole('button', { name: 'Pay back' }).click();
    const refund = desk.getByRole('dialog', { name: 'Pay money back' });
    await refund.getByLabel('An amount of your choice').check();
    await refund.getByLabel(/^Amount/).fill('2.50');
    await refund.getByLabel('Reason').fill('A scratch');
    await refund.getByRole('button', { name: 'Pay back' }).click();
    await desk.getByText('The refund of $2.50 is requested.').waitFor();
    await customer.getByText('refunded; banks can take').waitFor();
    await customer.getByText('$2.50 paid back in all').waitFor();

    await desk.getByRole('button', { name: 'Mark as delivered' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Mark as delivered' }).click();
    await orderSays(customer, 'It has arrived');
  },
);

journey('a customer cancels what is paid: the money goes back, and the merchant sees why', async (visit) => {
  const mug = await (await logInMerchant(shopUrl())).offer(3);
  const customer = (await visit()).page;
  await signUp(customer);
  await putIntoCart(customer, mug);
  await goToCheckout(customer);
  await pay(customer);
  const id = await onOrderPage(customer);
  await orderSays(customer, 'It is yours');
  await customer.getByRole('button', { name: 'Cancel the order' }).click();
  const question = customer.getByRole('dialog', { name: 'Cancel this order?' });
  await question.getByLabel('Why? It helps us.').fill('Found mine again');
  await question.getByRole('button', { name: 'Cancel the order' }).click();
  await orderSays(customer, 'You cancelled this order');
  await customer.getByText('Paid back', { exact: true }).waitFor();

  const desk = (await visit()).page;
  await logIn(desk, admin);
  await desk.goto(`/merchant/orders/${id}`);
  await desk.getByText('Found mine again').first().waitFor();
});

journey(
  'an event that can’t be handled is looked at, tried again in vain, and put aside with the reason',
  async (visit) => {
    const version = `v${Math.floor(Math.random() * 90_000) + 10_000}`;
    const id = await fileLetter(version);
    const { page } = await visit();
    await logIn(page, admin);
    await page.goto('/merchant');
    await page.getByRole('link', { name: 'See all: Dead letters' }).click();
    await page.getByRole('link', { name: new RegExp(version) }).click();
    await page.waitForURL((url) => url.pathname.endsWith(id));
    await page.getByText(`${version} is a version this service does not know`).first().waitFor();
    await page.getByRole('button', { name: 'Handle again' }).click();
    await page.getByText('It failed again. The letter stays; its error is shown.').waitFor();
    await page.getByRole('button', { name: 'Put aside' }).click();
    const question = page.getByRole('dialog');
    await question.getByLabel('Reason').fill('Nobody sends these');
    await question.getByRole('button', { name: 'Put aside' }).click();
    await page.getByText('The letter was put aside.').waitFor();
    await page.getByText('Nobody sends these').waitFor();
  },
);

journey('a product is retired and sold again; a category is renamed, and merged into another one', async (visit) => {
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

  const [name, slug] = [`Journey ${randomUUID().slice(0, 8)}`, `journey-${randomUUID()}`];
  await page.goto('/merchant/products/categories');
  await page.getByRole('button', { name: 'Add category' }).click();
  const adding = page.getByRole('dialog', { name: 'New category' });
  await adding.getByLabel('Name', { exact: true }).fill(name);
  await adding.getByLabel('Address', { exact: true }).fill(slug);
  await adding.getByRole('button', { name: 'Add category' }).click();
  await page.getByRole('button', { name: `Rename ${name}` }).click();
  const renaming = page.getByRole('dialog', { name: `Rename ${name}` });
  await renaming.getByLabel('Address', { exact: true }).fill(`${slug}-2`);
  await renaming.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`/category/${slug}-2`).waitFor();
  await page.goto(`/category/${slug}`);
  await page.waitForURL((url) => url.pathname === `/category/${slug}-2`);
  await page.getByRole('heading', { level: 1, name }).waitFor();

  await page.goto('/merchant/products/categories');
  await page.getByRole('button', { name: `Merge ${name} into another category` }).click();
  const merging = page.getByRole('dialog', { name: `Merge ${name} into another category?` });
  await merging.getByLabel('Merge into').selectOption('kitchen');
  await merging.getByRole('button', { name: 'Merge' }).click();
  await page.getByText(`${name} is merged into`).waitFor();
  await page.goto(`/category/${slug}`);
  await page.waitForURL((url) => url.pathname === '/category/kitchen');
});

journey('who is no merchant is told so', async (visit) => {
  const { page } = await visit();
  await signUp(page);
  await page.goto('/merchant/orders');
  await page.getByRole('heading', { name: 'These pages are for merchants' }).waitFor();
  assert.equal(await page.getByRole('navigation', { name: 'Merchant pages' }).count(), 0);
});

const ask = (path: string) => fetch(new URL(path, shopUrl()));
