import assert from 'node:assert/strict';
import { test } from 'node:test';
import { version } from 'uuid';
import { amountRules } from '../currency/amount-rules.ts';
import { demoCatalogue } from './demo-catalogue.ts';

const { categories, products } = demoCatalogue;
const distinct = (values: readonly string[]) => new Set(values).size === values.length;

test('has at least 72 products in at least eight categories', () => {
  assert.ok(products.length >= 72);
  assert.ok(categories.length >= 8);
});

test('has distinct ids, SKUs, slugs and names, and ids are UUIDv7', () => {
  const ids = [...products.map(({ id }) => id), ...categories.map(({ id }) => id)];
  assert.ok(distinct(ids));
  assert.deepEqual([...new Set(ids.map((id) => version(id)))], [7]);
  assert.ok(distinct(products.map(({ sku }) => sku)));
  assert.ok(distinct(products.map(({ name }) => name)));
  assert.ok(distinct(categories.map(({ slug }) => slug)));
});

test('has mostly products that reach the minimum order total alone, and a few cheaper ones', () => {
  const { orderTotal } = amountRules('USD');
  const cheap = products.filter(({ price }) => price < orderTotal.min);
  assert.ok(cheap.length >= 3 && cheap.length <= products.length / 8);
  assert.ok(products.every(({ price }) => price <= orderTotal.max));
});

test('has one product that is sold out, a few with low stock, and most with plenty', () => {
  assert.equal(products.filter(({ stock }) => stock === 0).length, 1);
  const low = products.filter(({ stock }) => stock > 0 && stock <= 5);
  assert.ok(low.length >= 3 && low.length <= 8);
  assert.ok(products.filter(({ stock }) => stock >= 200).length > products.length * 0.8);
});
