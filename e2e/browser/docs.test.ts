/** The documentation under /docs: search, API reference and theme, under the policy that the shop serves it with. */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { buildDocs } from '@mambogo/local/toolchain/build-docs.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { shopUrl } from '../shop-under-test.ts';
import { journey } from './fixtures/journey.ts';

// A running shop serves the site as soon as it is built.
before(() => buildDocs(cacheFolder()));

journey('a reader searches the documentation and opens what was found', async (visit) => {
  const { page } = await visit();
  await page.goto('/docs/');
  await page.getByRole('heading', { name: 'Documentation' }).waitFor();
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('searchbox').fill('outbox and inbox');
  await page.getByRole('option').first().click();
  await page.getByRole('heading', { name: /outbox and inbox/i, level: 1 }).waitFor();
  assert.match(page.url(), /\/docs\/decisions\/0002/);
});

journey('the API reference shows the routes, in the theme chosen in the documentation', async (visit) => {
  const { page } = await visit({ colorScheme: 'light' });
  const outside: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(shopUrl()).origin) outside.push(url.href);
  });
  await page.goto('/docs/');
  await page.evaluate(() => localStorage.setItem('vitepress-theme-appearance', 'dark'));
  await page.getByRole('link', { name: 'API', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Search, filter and sort the catalogue' }).waitFor();
  await page.locator('html.dark').waitFor();
  await page.getByPlaceholder('Search...').fill('refund');
  await page
    .getByRole('search')
    .getByText(/refund/i)
    .first()
    .waitFor();
  assert.deepEqual(outside, []);
});

journey('the architecture is drawn, and a link between documents works', async (visit) => {
  const { page } = await visit();
  await page.goto('/docs/overview.html');
  const drawing = page.locator('figure.diagram');
  await drawing.scrollIntoViewIfNeeded();
  await drawing.getByText('inventory :8085').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'architecture', exact: true }).click();
  await page.getByRole('heading', { name: 'Architecture', level: 1 }).waitFor();
});
