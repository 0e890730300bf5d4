import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCategory } from '@mambogo/contracts/api/categories.ts';
import { Quote, quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import {
  changeProduct,
  createProduct,
  getProduct,
  listProducts,
  Product,
  ProductPage,
  retireProduct,
} from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { startCatalogue, tea } from '../testing/start-catalogue.ts';

test('the catalogue over HTTP', async (t) => {
  const { ask, send, create, problem } = await startCatalogue(t);

  await t.test('creates a product, returns its location, and lists it', async () => {
    const answer = await send('POST', createProduct.path, { ...tea, sku: 'TEA-NEW' });
    assert.equal(answer.status, 201);
    const found = await ask(answer.headers.get('location') ?? '');
    const product = Product.parse(await found.json());
    assert.equal(product.sku, 'TEA-NEW');
    assert.equal(product.availability, 'out-of-stock');
    const page = ProductPage.parse(await (await ask(`${listProducts.path}?search=tea-new`)).json());
    assert.deepEqual(page.items, [product]);
  });

  await t.test('returns 304 until the state changes', async () => {
    const { product, tag } = await create({ ...tea, sku: 'TEA-304' });
    const path = pathOf(getProduct, { params: { id: product.id } });
    const ifNoneMatch = { 'if-none-match': tag };
    const unchanged = await ask(path, { headers: ifNoneMatch });
    assert.equal(unchanged.status, 304);
    assert.equal(await unchanged.text(), '');
    const list = await ask(`${listProducts.path}?search=tea-304`);
    const sameList = { headers: { 'if-none-match': list.headers.get('etag') ?? '' } };
    assert.equal((await ask(`${listProducts.path}?search=tea-304`, sameList)).status, 304);

    await send('PUT', path, { ...tea, sku: 'TEA-304', name: 'Green tea' }, { 'if-match': tag });
    assert.equal((await ask(path, { headers: ifNoneMatch })).status, 200);
    assert.equal((await ask(`${listProducts.path}?search=tea-304`, sameList)).status, 200);
  });

  await t.test('a change requires the current version', async () => {
    const { product, tag } = await create({ ...tea, sku: 'TEA-PUT' });
    const path = pathOf(getProduct, { params: { id: product.id } });
    const changed = { ...tea, sku: 'TEA-PUT', price: { amount: 990, currency: 'USD' } };
    assert.equal((await problem(await send('PUT', path, changed))).slug, 'precondition-required');
    const answer = await send('PUT', path, changed, { 'if-match': tag });
    assert.equal(answer.status, 200);
    assert.equal(Product.parse(await answer.json()).version, 2);
    assert.equal((await problem(await send('PUT', path, changed, { 'if-match': tag }))).slug, 'precondition-failed');
  });

  await t.test('POST requests are idempotent per key', async () => {
    const product = { ...tea, sku: 'TEA-KEY' };
    const key = { 'idempotency-key': 'k' };
    const [first, second] = [
      await send('POST', createProduct.path, product, key),
      await send('POST', createProduct.path, product, key),
    ];
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(second.headers.get('location'), first.headers.get('location'));
    assert.deepEqual(await second.json(), await first.json());
    const other = await send('POST', createProduct.path, { ...product, name: 'Other' }, key);
    assert.equal((await problem(other)).slug, 'idempotency-key-reused');
    const category = () => send('POST', createCategory.path, { slug: 'keyed', name: 'Keyed' }, key);
    assert.deepEqual(await (await category()).json(), await (await category()).json());
  });

  await t.test('rejects a sku or slug in use', async () => {
    await create({ ...tea, sku: 'TEA-TWICE' });
    const again = await problem(await send('POST', createProduct.path, { ...tea, sku: 'TEA-TWICE' }));
    assert.deepEqual([again.status, again.slug], [409, 'conflict']);
    const { product, tag } = await create({ ...tea, sku: 'TEA-OTHER' });
    const body = { ...tea, sku: 'TEA-TWICE' };
    const renamed = await send('PUT', pathOf(changeProduct, { params: { id: product.id } }), body, { 'if-match': tag });
    assert.equal((await problem(renamed)).slug, 'conflict');
    const category = await send('POST', createCategory.path, { slug: 'tea', name: 'More tea' });
    assert.equal((await problem(category)).slug, 'conflict');
  });

  await t.test('rejects an unknown category and a foreign currency with a pointer', async () => {
    const category = await problem(await send('POST', createProduct.path, { ...tea, sku: 'TEA-C', category: 'ale' }));
    assert.deepEqual([category.status, category.pointer], [422, '/category']);
    const price = { amount: 890, currency: 'EUR' };
    const currency = await problem(await send('POST', createProduct.path, { ...tea, sku: 'TEA-E', price }));
    assert.deepEqual([currency.status, currency.pointer], [422, '/price/currency']);
  });

  await t.test('a retired product is listed only on request, can still be read, and is quoted as retired', async () => {
    const { product } = await create({ ...tea, sku: 'TEA-OLD' });
    const path = pathOf(getProduct, { params: { id: product.id } });
    for (const version of [2, 2]) {
      const answer = await send('POST', `${path}/retire`);
      assert.equal(answer.status, 200);
      assert.equal(Product.parse(await answer.json()).version, version);
    }
    assert.equal(Product.parse(await (await ask(path)).json()).status, 'retired');
    assert.equal(ProductPage.parse(await (await ask(`${listProducts.path}?search=tea-old`)).json()).total, 0);
    const retired = ProductPage.parse(await (await ask(`${listProducts.path}?search=tea-old&status=retired`)).json());
    assert.deepEqual(
      retired.items.map(({ sku, status }) => [sku, status]),
      [['TEA-OLD', 'retired']],
    );
    const change = await send('PUT', path, { ...tea, sku: 'TEA-OLD' }, { 'if-match': '"2"' });
    assert.equal((await problem(change)).slug, 'invalid-transition');

    const quoteRequest = { productIds: [product.id, newProductId()] };
    const { lines } = Quote.parse(await (await send('POST', quoteProducts.path, quoteRequest)).json());
    assert.deepEqual(lines, [
      {
        productId: product.id,
        sku: 'TEA-OLD',
        name: 'Tea',
        image: '/pictures/tea.jpg',
        unitPrice: tea.price,
        status: 'retired',
        availability: 'out-of-stock',
      },
    ]);
  });

  await t.test('filters, sorts and pages the list', async () => {
    for (const [sku, amount] of [
      ['PAGE-A', 300],
      ['PAGE-B', 100],
      ['PAGE-C', 200],
    ] as const)
      await create({ ...tea, sku, price: { amount, currency: 'USD' } });
    const skus = async (query: string) => {
      const { items, total } = ProductPage.parse(await (await ask(`${listProducts.path}?search=page&${query}`)).json());
      return [items.map(({ sku }) => sku), total];
    };
    assert.deepEqual(await skus('sort=-price&size=2'), [['PAGE-A', 'PAGE-C'], 3]);
    assert.deepEqual(await skus('sort=-price&size=2&page=2'), [['PAGE-B'], 3]);
    assert.deepEqual(await skus('sort=price&minPrice=100&maxPrice=200'), [['PAGE-B', 'PAGE-C'], 2]);
    assert.deepEqual(await skus('availability=in-stock'), [[], 0]);
    assert.deepEqual(await skus('category=tea&maxPrice=0'), [[], 0]);
  });

  await t.test('returns 404 for unknown resources, 400 for invalid input', async () => {
    assert.equal((await ask(pathOf(getProduct, { params: { id: newProductId() } }))).status, 404);
    assert.equal((await send('POST', pathOf(retireProduct, { params: { id: newProductId() } }))).status, 404);
    for (const [method, path] of [
      ['GET', '/7'],
      ['PUT', '/7'],
      ['POST', '/7/retire'],
    ] as const)
      assert.deepEqual(
        await problem(await send(method, listProducts.path + path, method === 'PUT' ? tea : undefined)),
        { status: 400, slug: 'validation', pointer: '{id}' },
      );
    assert.equal((await send('POST', quoteProducts.path, { productIds: [] })).status, 400);
    assert.equal((await ask(createProduct.path, { method: 'POST' })).status, 415);
  });
});
