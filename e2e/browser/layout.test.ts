/** What is shown where: the categories at every width, the merchant pages' own header, images on dark pages, an order on paper. */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { until } from '@mambogo/testing/until.ts';
import type { Page } from 'playwright-core';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addToCart } from './actions/fill-cart.ts';
import { logIn, signUp } from './actions/log-in.ts';
import { address, goToCheckout, orderStatusText, pay } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';
import { waitUntilLoaded } from './pages/page-case.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

journey('every category can be reached and none is cut, at every width', async (visit) => {
  const { page } = await visit();
  const all = (await merchant.shopper.api.call(listCategories)).map(({ name }) => name);
  assert.ok(all.length >= 10);
  for (const width of [390, 768, 1_024, 1_280, 1_440, 1_920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    await waitUntilLoaded(page);
    const bar = page.getByRole('navigation', { name: 'Categories' });
    const links = bar.getByRole('link');
    await links.first().waitFor();
    const more = bar.getByLabel('More categories');
    if (await more.isVisible()) await more.click();
    assert.deepEqual((await links.allInnerTexts()).toSorted(), all.toSorted(), `${width} px`);
    for (const link of await links.all()) {
      const box = await link.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width, `${await link.innerText()} at ${width} px`);
    }
    const isWhole = `[...document.querySelectorAll('.categories a')].every((a) => a.scrollWidth <= a.clientWidth)`;
    assert.equal(await page.evaluate(isWhole), true, `${width} px`);
    const last = links.last();
    const name = await last.innerText();
    await last.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${width} px`);
  }
});

journey('merchant pages have a header of their own, with a link to the shop', async (visit) => {
  const { page } = await visit();
  await logIn(page, { login: 'admin', password: 'admin' });
  for (const path of ['/merchant', '/merchant/orders']) {
    await page.goto(path);
    await page.getByRole('navigation', { name: 'Merchant dashboard' }).waitFor();
    assert.equal(await page.getByLabel('Search products').count(), 0);
    assert.equal(await page.getByRole('link', { name: /^Cart/ }).count(), 0);
    assert.equal(await page.getByRole('navigation', { name: 'Categories' }).count(), 0);
  }
  await page.getByRole('banner').getByRole('link', { name: 'Back to the shop' }).click();
  await page.waitForURL('/');
  await page.getByRole('navigation', { name: 'Categories' }).waitFor();
});

journey(
  'on a narrow screen the entry of the present merchant page is in view, however the page was reached',
  async (visit) => {
    const { page } = await visit();
    await page.setViewportSize({ width: 390, height: 900 });
    await logIn(page, { login: 'admin', password: 'admin' });
    await page.goto('/merchant');
    const nav = page.getByRole('navigation', { name: 'Merchant dashboard' });
    await nav.waitFor();
    const links = await nav.getByRole('link').all();
    const paths = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    assert.ok(paths.length >= 8);
    for (const path of paths) {
      await page.goto(path);
      const here = nav.locator('[aria-current="page"]');
      await here.waitFor();
      await until(`the entry of ${path} is in view`, async () => {
        const box = await here.boundingBox();
        return box !== null && box.x >= 0 && box.x + box.width <= 390;
      });
    }
  },
);

/** Mean brightness of a screenshot of the first image: 0 is black, 1 is white. Decoded by a page without a policy. */
async function brightnessOf(page: Page, selector: string): Promise<number> {
  const png = (await page.locator(selector).first().screenshot()).toString('base64');
  const decoder = await page.context().newPage();
  try {
    return await decoder.evaluate<number>(`(async () => {
      const blob = await (await fetch('data:image/png;base64,${png}')).blob();
      const image = await createImageBitmap(blob);
      const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
      drawing.drawImage(image, 0, 0);
      const { data } = drawing.getImageData(0, 0, image.width, image.height);
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
      return sum / (data.length / 4) / 765;
    })()`);
  } finally {
    await decoder.close();
  }
}

journey('images are dark on dark pages, by the system setting and by the switch in the footer', async (visit) => {
  const { page } = await visit();
  await page.goto('/');
  await waitUntilLoaded(page);
  const image = '.product-card .picture';
  assert.ok((await brightnessOf(page, image)) > 0.6);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.ok((await brightnessOf(page, image)) < 0.45);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByLabel('Appearance').selectOption('dark');
  assert.ok((await brightnessOf(page, image)) < 0.45);
});

journey(
  'an order on paper is a receipt: what was bought, where it goes and how it was paid, and nothing else',
  async (visit) => {
    const { page } = await visit({ colorScheme: 'dark' });
    const [mug] = await Promise.all([merchant.offer(5), signUp(page)]);
    await addToCart(page, mug);
    await goToCheckout(page);
    await pay(page);
    await orderStatusText(page, 'Order confirmed');
    const number = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Order ', '');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const text = await page.locator('body').innerText();
    for (const shown of [
      'Mambogo',
      new URL(shopUrl()).host,
      number,
      'Placed on',
      mug.name,
      'Total',
      ...Object.values(address),
      'Paid',
      'Reference',
    ])
      assert.ok(text.includes(shown), `${shown} is missing in ${text}`);
    for (const hidden of [
      'Search',
      'Kitchen',
      'Cart',
      'All orders',
      'Cancel order',
      'Print',
      'updates automatically',
      'timeline',
      'Language',
    ])
      assert.ok(!text.includes(hidden), `${hidden} in ${text}`);
    assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
    const colours = await page.evaluate<string[]>(
      `['backgroundColor', 'color'].map((name) => getComputedStyle(document.body)[name])`,
    );
    assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(28, 36, 32)']);
  },
);
