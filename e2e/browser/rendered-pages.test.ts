/** Pages of the catalogue come with their content from the server, and the application takes them over as they are. */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { until } from '@mambogo/testing/until.ts';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { logIn } from './actions/log-in.ts';
import { switchLanguage } from './actions/switch-language.ts';
import { journey } from './fixtures/journey.ts';
import { waitUntilLoaded } from './pages/page-case.ts';

let product: Product;
before(async () => {
  product = await (await logInMerchant(shopUrl())).offer(5);
});

const paths = () => ['/', `/category/${product.category.slug}`, `/product/${product.id}`];

journey('a visitor without scripts sees products, and walks to one of them', async (visit) => {
  const { page } = await visit({ javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('link', { name: product.category.name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: product.category.name }).waitFor();
  await page.locator('.product-card a').first().click();
  await page.locator('.product-price').waitFor();
});

journey('the application takes over what the server rendered, in each language and theme', async (visit) => {
  const { page } = await visit();
  await page.addInitScript(`
    addEventListener('DOMContentLoaded', () => { window.served = document.querySelector('h1'); });
  `);
  const show = async (path: string) => {
    await page.goto(path);
    await waitUntilLoaded(page);
    // React marks the elements that it has taken over.
    await until('the page is taken over', () =>
      page.evaluate<boolean>(
        `Object.keys(document.querySelector('h1') ?? {}).some((name) => name.startsWith('__reactFiber'))`,
      ),
    );
    assert.equal(await page.evaluate(`window.served === document.querySelector('h1')`), true, path);
  };
  for (const path of paths()) await show(path);
  await page.getByLabel('Appearance').selectOption('dark');
  assert.ok(await switchLanguage(page, 'de'));
  for (const path of paths()) {
    await show(path);
    assert.equal(
      await page.evaluate('document.documentElement.lang + document.documentElement.dataset.theme'),
      'dedark',
    );
  }
});

journey('a merchant writes the terms; they are on a page of their own, linked everywhere', async (visit) => {
  const { page } = await visit();
  await logIn(page, { login: 'admin', password: 'admin' });
  await page.goto('/merchant/products/texts');
  await page.getByLabel('Terms and conditions').fill('# Fair play\n\nWe deliver **what you ordered**.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Terms and conditions: saved.').waitFor();
  const guest = await visit({ javaScriptEnabled: false });
  await guest.page.goto('/');
  await guest.page.getByRole('link', { name: 'Terms and conditions' }).click();
  await guest.page.getByRole('heading', { level: 2, name: 'Fair play' }).waitFor();
  await page.goto('/pages/terms');
  await waitUntilLoaded(page);
  await page.getByText('what you ordered').waitFor();
});
