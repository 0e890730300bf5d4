/** Variants over HTTP, on a real database: groups, their rules, lists and quotes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Quote, quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { changeProduct, listProducts, Product, ProductPage, retireProduct } from '@mambogo/contracts/api/products.ts';
import { startCatalogue, tea } from '../../testing/start-catalogue.ts';

const options = (size: string) => [{ name: 'Size', value: size }];
const tin = (size: string, more: object = {}) => ({ ...tea, sku: `TEA-${size}`, options: options(size), ...more });
const pathOf = ({ path }: { readonly path: string }, id: string) => path.replace('{id}', id);

test('variants are a group: each shows all, lists show one, carts name the choice', async (t) => {
  const { ask, send, create, problem } = await startCatalogue(t);
  const read = async (id: string) => Product.parse(await (await ask(`${listProducts.path}/${id}`)).json());
  const list = async (query = '') => ProductPage.parse(await (await ask(`${listProducts.path}${query}`)).json());

  const { product: plain } = await create({ ...tea, sku: 'PLAIN' });
  assert.deepEqual([plain.options, plain.variants], [undefined, undefined]);
  const early = await send('POST', listProducts.path, tin('M', { variantOf: plain.id }));
  assert.deepEqual(await problem(early), { status: 422, slug: 'unprocessable', pointer: '/variantOf' });

  const { product: first } = await create(tin('S'));
  const { product: second } = await create(tin('M', { variantOf: first.id, price: { amount: 1290, currency: 'USD' } }));
  // A variant may be named instead of the first product.
  const { product: third } = await create(tin('L', { variantOf: second.id }));
  assert.equal(third.variantOf, first.id);
  for (const id of [first.id, third.id])
    assert.deepEqual(
      (await read(id)).variants?.map(({ sku, price }) => [sku, price.amount]),
      [
        ['TEA-S', 890],
        ['TEA-M', 1290],
        ['TEA-L', 890],
      ],
    );

  for (const [more, pointer] of [
    [{ sku: 'TEA-2', options: options('M'), variantOf: first.id }, '/options'],
    [{ sku: 'TEA-2', options: [{ name: 'Weight', value: '1' }], variantOf: first.id }, '/options'],
    [{ sku: 'TEA-2', options: options('XL'), variantOf: '01980000-0000-7000-8000-000000000000' }, '/variantOf'],
  ] as const) {
    const answer = await send('POST', listProducts.path, { ...tea, ...more });
    assert.deepEqual(await problem(answer), { status: 422, slug: 'unprocessable', pointer });
  }
  const change = (id: string, input: object) => send('PUT', pathOf(changeProduct, id), input, { 'if-match': '"1"' });
  assert.equal(
    (await change(first.id, tin('S', { variantOf: second.id }))).status,
    422,
    'it is the first of its group',
  );
  assert.equal((await change(first.id, tin('M'))).status, 422, 'another variant has that choice');

  const grouped = await list();
  assert.deepEqual(
    grouped.items.map(({ sku, group }) => [sku, group?.size, group?.priceFrom.amount, group?.priceTo.amount]),
    [
      ['PLAIN', undefined, undefined, undefined],
      ['TEA-S', 3, 890, 1290],
    ],
  );
  assert.equal(grouped.total, 2);
  assert.equal((await list('?variants=each')).total, 4);
  assert.deepEqual(
    (await list('?search=tea+m')).items.map(({ sku }) => sku),
    ['TEA-M'],
    'found by its value',
  );
  assert.deepEqual(
    (await list('?sort=-price')).items.map(({ sku }) => sku),
    ['TEA-M', 'PLAIN'],
    'by the price asked for',
  );

  const quote = await send('POST', quoteProducts.path, { productIds: [second.id, plain.id] });
  assert.deepEqual(
    Quote.parse(await quote.json())
      .lines.map(({ name }) => name)
      .sort(),
    ['Tea', 'Tea, M'],
  );

  assert.equal((await send('POST', pathOf(retireProduct, first.id))).status, 200);
  assert.deepEqual(
    (await read(second.id)).variants?.map(({ sku }) => sku),
    ['TEA-M', 'TEA-L'],
  );
  assert.equal((await list()).items.find(({ sku }) => sku !== 'PLAIN')?.group?.size, 2);
});

test('of two who add the same choice at once, one is refused', async (t) => {
  const { send, create } = await startCatalogue(t);
  const { product } = await create(tin('S'));
  const answers = await Promise.all(
    ['A', 'B', 'C'].map((name) =>
      send('POST', listProducts.path, tin('M', { sku: `TEA-${name}`, variantOf: product.id })),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422, 422]);
});
