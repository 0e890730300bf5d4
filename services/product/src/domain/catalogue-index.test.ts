import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CategoryId, newId, newProductId, type ProductId } from '@mambogo/contracts/ids.ts';
import { createCatalogueIndex, type IndexedProduct, type ListedProducts } from './catalogue-index.ts';
import { termsOfSearch } from './search-words.ts';

const category = CategoryId.parse(newId());

const product = (name: string, more: Partial<IndexedProduct> = {}): IndexedProduct => ({
  id: newProductId(),
  sku: `SKU-${name}`,
  name,
  description: '',
  tags: [],
  status: 'active',
  categoryId: category,
  price: 100,
  availability: 'in-stock',
  createdAt: new Date(0),
  ...more,
});

function indexOf(products: readonly IndexedProduct[]) {
  const index = createCatalogueIndex();
  for (const one of products) index.put(one);
  const nameOf = new Map<ProductId, string>(products.map(({ id, name }) => [id, name]));
  const list = (query: Partial<ListedProducts> = {}) => {
    const { ids, total } = index.list({ status: 'active', sort: 'name', offset: 0, size: 100, ...query });
    return { names: ids.map((id) => nameOf.get(id)), total };
  };
  const search = (text: string, query: Partial<ListedProducts> = {}) =>
    list({ sort: 'relevance', ...query, scores: index.words.scores(termsOfSearch(text), index.slots()) });
  return { index, list, search };
}

test('sorts, filters and counts; a page past the end has the total', () => {
  const { list } = indexOf([
    product('pear', { price: 300 }),
    product('Apple', { price: 200, availability: 'low-stock' }),
    product('fig', { price: 100 }),
    product('old', { status: 'retired' }),
  ]);
  assert.deepEqual(list().names, ['Apple', 'fig', 'pear']);
  assert.deepEqual(list({ sort: '-name' }).names, ['pear', 'fig', 'Apple']);
  assert.deepEqual(list({ sort: 'price', minPrice: 200 }).names, ['Apple', 'pear']);
  assert.deepEqual(list({ availability: 'low-stock' }), { names: ['Apple'], total: 1 });
  assert.deepEqual(list({ status: 'retired' }).names, ['old']);
  assert.deepEqual(list({ offset: 1, size: 1 }), { names: ['fig'], total: 3 });
  assert.deepEqual(list({ offset: 50 }), { names: [], total: 3 });
});

test('a changed product is in its new place, and found by its new words only', () => {
  const one = product('red mug', { price: 900 });
  const { index, list, search } = indexOf([one, product('blue mug')]);
  index.put({ ...one, name: 'green cup', sku: 'NEW', price: 50 });
  assert.deepEqual(list({ sort: 'price' }).total, 2);
  assert.equal(list({ sort: 'price' }).names[0], 'red mug', 'the same id, now the cheapest');
  assert.equal(search('red').total, 0);
  assert.equal(search('green').total, 1);
  assert.equal(search('mug').total, 1);
});

test('the best hits come first, equal ones by name, on each page', () => {
  const all = [
    product('tea', { description: 'strong' }),
    product('tea towel'),
    product('teapot'),
    product('mug', { description: 'for tea' }),
    product('kettle', { tags: ['tea'] }),
  ];
  const { search } = indexOf(all);
  const names = ['tea', 'tea towel', 'kettle', 'teapot', 'mug'];
  assert.deepEqual(search('tea'), { names, total: 5 });
  for (const [at, name] of names.entries())
    assert.deepEqual(search('tea', { offset: at, size: 1 }), { names: [name], total: 5 }, name);
  assert.deepEqual(search('tea strong').names, ['tea']);
});

test('is worn when most of its slots are dead', () => {
  const one = product('mug');
  const { index } = indexOf([one]);
  for (let time = 0; time < 900; time += 1) index.put(one);
  assert.equal(index.isWorn(), false);
  for (let time = 0; time < 200; time += 1) index.put(one);
  assert.equal(index.isWorn(), true);
});
