import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { initialData, productsAsCsv } from './vendure-catalogue.ts';

const product = (sku: string, name: string, category: string) =>
  ({
    ...{ id: newProductId(), sku, name, description: 'Holds "0,3 l"\nof tea' },
    price: { amount: 1_999, currency: 'USD' },
    category: { slug: category.toLowerCase(), name: category },
  }) as Product;

const products = [
  product('MUG-1', 'Mug, blue', 'Kitchen'),
  product('BED-1', 'Bed', 'Garden'),
  product('MUG-2', 'Mug', 'Kitchen'),
];

it('products become rows of Vendure, with quotes doubled and prices in units', () => {
  const [head = '', ...rows] = productsAsCsv(products).split('\n"');
  assert.equal(head.split(',').length, 14);
  assert.equal(rows.length, 3);
  assert.match(rows[0] ?? '', /^Mug, blue","mug-1","Holds ""0,3 l""\nof tea","","category:Kitchen"/);
  assert.match(rows[0] ?? '', /"MUG-1","19\.99","standard"/);
});

it('each category becomes one collection, by its slug', () => {
  const { collections } = initialData(products) as { collections: { slug: string }[] };
  assert.deepEqual(
    collections.map(({ slug }) => slug),
    ['kitchen', 'garden'],
  );
});
