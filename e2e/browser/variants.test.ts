/** A merchant makes a product one with variants; a customer finds one entry for them, chooses one and buys it. */
import { randomUUID } from 'node:crypto';
import { getStock } from '@mambogo/contracts/api/inventory.ts';
import { changeProduct } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { logIn, signUp } from './actions/log-in.ts';
import { goToCheckout, orderStatusText, pay } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

journey('a merchant adds a variant, and a customer buys it', async (visit) => {
  const merchant = await logInMerchant(shopUrl());
  const { id, sku, version, category, price } = await merchant.offer(5);
  const name = `Journey Shirt ${randomUUID().slice(0, 8)}`;
  await merchant.shopper.api.call(changeProduct, {
    params: { id },
    body: { sku, name, price, category: category.slug, options: [{ name: 'Size', value: 'S' }] },
    ifMatch: String(version),
  });

  const { page } = await visit();
  await logIn(page, { login: 'admin', password: 'admin' });
  await page.goto(`/merchant/products/${id}`);
  await page.getByRole('heading', { name: `${name}, S` }).waitFor();
  await page.getByRole('link', { name: 'Add a variant' }).click();
  await page.getByRole('heading', { name: `New variant of ${name}` }).waitFor();
  await page.getByLabel('SKU', { exact: true }).fill(`${sku.slice(0, 20)}-M`);
  await page.getByLabel('Options').fill('Size: M');
  await page.getByLabel('Price', { exact: true }).fill('99.50');
  await page.getByRole('button', { name: 'Add product' }).click();
  await page.getByRole('heading', { name: `${name}, M` }).waitFor();
  await page.getByRole('link', { name: 'S', exact: true }).waitFor();
  const variant = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { api } = merchant.shopper;
  await waitUntil(
    'inventory knows the variant',
    async () => (await api.request(getStock, { params: { productId: variant } })).status === 200,
  );
  await merchant.receive(variant, 3);
  await waitUntil(
    'the variant is for sale',
    async () => (await merchant.shopper.product(variant)).availability !== 'out-of-stock',
  );

  const customer = (await visit()).page;
  await signUp(customer);
  await customer.goto(`/search?q=${encodeURIComponent(name)}`);
  const card = customer.getByRole('listitem').filter({ has: customer.getByRole('link', { name, exact: true }) });
  await card.getByText('2 variants').waitFor();
  await card.getByText('from').waitFor();
  await card.getByRole('link', { name, exact: true }).click();
  await customer.getByRole('list', { name: 'Size' }).getByRole('link', { name: 'M', exact: true }).click();
  await customer.waitForURL(/\/product\/journey-shirt-.*-m$/);
  await customer.getByText('99.50').first().waitFor();
  await customer.getByRole('button', { name: 'Add to cart' }).click();
  await customer.getByText(`${name} is in your cart.`).waitFor();
  await goToCheckout(customer);
  await customer.getByText(`1 × ${name}, M`).waitFor();
  await pay(customer);
  await orderStatusText(customer, 'Order confirmed');
});
