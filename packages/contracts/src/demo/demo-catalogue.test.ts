import assert from 'node:assert/strict';
import { test } from 'node:test';
import { version } from 'uuid';
import { amountRules } from '../currency/amount-rules.ts';
import { demoCatalogue } from './demo-catalogue.ts';

const { categories, products } = demoCatalogue;
const distinct = (values: readonly string[]) => new Set(values).size === values.length;

test('the demo shop is large enough to browse: 72 products and more in eight categories and more', () => {
  assert.ok(products.length >= 72);
  assert.ok(categories.length >= 8);
});

test('ids, sku, slugs and names are distinct, and ids are UUIDv7', () => {
  const ids = [...products.map(({ id }) => id), ...categories.map(({ id }) => id)];
  assert.ok(distinct(ids));
  assert.deepEqual([...new Set(ids.map((id) => version(id)))], [7]);
  assert.ok(distinct(products.map(({ sku }) => sku)));
  assert.ok(distinct(products.map(({ name }) => name)));
  assert.ok(distinct(categories.map(({ slug }) => slug)));
});

test('most products make an order by themselves, a few are too cheap for that', () => {
  const { orderTotal } = amountRules('USD');
  const cheap = products.filter(({ price }) => price < orderTotal.min);
  assert.ok(cheap.length >= 3 && cheap.length <= products.length / 8);
  assert.ok(products.every(({ price }) => price <= orderTotal.max));
});

test('one product is sold out, a few run low, most are there in hundreds or thousands', () => {
  assert.equal(products.filter(({ stock }) => stock === 0).length, 1);
  const low = products.filter(({ stock }) => stock > 0 && stock <= 5);
  assert.ok(low.length >= 3 && low.length <= 8);
  assert.ok(products.filter(({ stock }) => stock >= 200).length > products.length * 0.8);
});
