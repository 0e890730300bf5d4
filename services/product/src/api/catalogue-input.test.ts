import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changeProduct,
  createProduct,
  getProduct,
  listProducts,
  Product,
  ProductPage,
} from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';

test('catalogue input validation', async (t) => {
  const { ask, send, create, problem, database } = await startCatalogue(t);

  await t.test('reports an invalid filter, sort order or page', async () => {
    for (const [query, pointer] of [
      ['minPrice=-1', '?minPrice'],
      ['minPrice=', '?minPrice'],
      ['maxPrice=9.5', '?maxPrice'],
      ['maxPrice=cheap', '?maxPrice'],
      ['minPrice=500&maxPrice=499', '?maxPrice'],
      ['availability=soon', '?availability'],
      ['sort=color', '?sort'],
      ['page=0', '?page'],
      ['size=0', '?size'],
      ['size=101', '?size'],
      ['search=', '?search'],
      ['category=tea&category=ale', '?category'],
      ['colour=green', '?colour'],
      ['minPrice[x]=1', '?minPrice[x]'],
    ])
      assert.deepEqual(await problem(await ask(`${listProducts.path}?${query}`)), {
        status: 400,
        slug: 'validation',
        pointer,
      });
  });

  await t.test('rejects an invalid product with a pointer', async () => {
    const price = tea.price;
    for (const [wrong, pointer] of [
      [{ colour: 'green' }, '/colour'],
      [{ price: { ...price, vat: 19 } }, '/price/vat'],
      [{ price: { ...price, amount: 0 } }, '/price/amount'],
      [{ price: { ...price, amount: 1_000_001 } }, '/price/amount'],
      [{ price: { ...price, amount: 8.9 } }, '/price/amount'],
      [{ price: { ...price, amount: '890' } }, '/price/amount'],
      [{ images: [{ url: '/pictures/a.jpg', alt: '', size: 1 }] }, '/images/0/size'],
      ...[
        'javascript:alert(1)',
        'data:image/png;base64,x',
        'http://127.0.0.1:3500/',
        'https://10.0.0.1/a',
        '/auth/logout',
      ].map((url) => [{ images: [{ url, alt: '' }] }, '/images/0/url'] as const),
      [{ sku: 'no' }, '/sku'],
      [{ sku: 'small-letters' }, '/sku'],
      [{ name: ' ' }, '/name'],
      [{ name: 'x'.repeat(101) }, '/name'],
    ] as const) {
      const answer = await problem(await send('POST', createProduct.path, { ...tea, sku: 'TEA-WRONG', ...wrong }));
      assert.deepEqual(answer, { status: 400, slug: 'validation', pointer });
    }
    assert.equal(ProductPage.parse(await (await ask(`${listProducts.path}?search=tea-wrong`)).json()).total, 0);
  });

  await t.test('hides an image address an earlier release accepted, and lets the product be changed', async () => {
    const { product } = await create({ ...tea, sku: 'TEA-OLD' });
    const keptImage = { url: 'https://cdn.example.com/a.jpg', alt: 'kept' };
    await database.query('update product set images = ? where id = ?', [
      JSON.stringify([{ url: 'javascript:alert(1)', alt: 'x' }, keptImage]),
      product.id,
    ]);
    const read = await ask(pathOf(getProduct, { params: { id: product.id } }));
    const shown = Product.parse(await read.json());
    assert.deepEqual(shown.images, [keptImage]);
    const { name, sku, price, images } = shown;
    const input = { name, sku, price, images, category: shown.category.slug };
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    assert.equal(
      (await send('PUT', pathOf(changeProduct, { params: { id: product.id } }), input, headers)).status,
      200,
    );
  });
});
