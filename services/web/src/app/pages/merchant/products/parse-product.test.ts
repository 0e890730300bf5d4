import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { parseProduct } from './parse-product.ts';
import { emptyDraft, type ProductDraft } from './product-draft.ts';

const tea: ProductDraft = {
  ...emptyDraft,
  sku: 'tea-green',
  name: ' Green tea ',
  description: 'Leaves, 1 < 2, <3 & O’Brien.',
  price: '8.90',
  category: 'tea',
  tags: 'green,  loose leaf, green,,',
  images: [{ key: 'a', url: '/pictures/TEA-GREEN.svg', alt: 'A tin of tea' }],
};
const usd = { currency: 'USD', amounts: amountRules('USD') };
const faultsOf = (change: Partial<ProductDraft>) => parseProduct({ ...tea, ...change }, 'en-US', usd).errors;

test('converts a valid draft to the request body', () => {
  assert.deepEqual(parseProduct(tea, 'en-US', usd).input, {
    sku: 'TEA-GREEN',
    name: 'Green tea',
    description: 'Leaves, 1 < 2, <3 & O’Brien.',
    price: { amount: 890, currency: 'USD' },
    category: 'tea',
    tags: ['green', 'loose leaf'],
    images: [{ url: '/pictures/TEA-GREEN.svg', alt: 'A tin of tea' }],
    options: [],
  });
});

test('reads options, and reports those it can’t read', () => {
  assert.deepEqual(parseProduct({ ...tea, options: 'Size: M,Colour: dark : red' }, 'en-US', usd).input?.options, [
    { name: 'Size', value: 'M' },
    { name: 'Colour', value: 'dark : red' },
  ]);
  assert.deepEqual(faultsOf({ options: 'M' }), { '/options': 'options-form' });
  assert.deepEqual(faultsOf({ options: 'Size:' }), { '/options': 'options-form' });
  assert.deepEqual(faultsOf({ options: 'A: 1, B: 2, C: 3, D: 4' }), { '/options': 'too-many-options' });
  assert.deepEqual(faultsOf({ options: 'A: 1, A: 2' }), { '/options': 'option-twice' });
});

test('reports all required fields of an empty draft', () => {
  assert.deepEqual(parseProduct(emptyDraft, 'en-US', usd).errors, {
    '/sku': 'missing',
    '/name': 'missing',
    '/price': 'missing',
    '/category': 'missing',
  });
});

test('reports the error of each field', () => {
  assert.deepEqual(faultsOf({ sku: 'a b' }), { '/sku': 'sku-form' });
  assert.deepEqual(faultsOf({ sku: 'ab' }), { '/sku': 'sku-form' });
  assert.deepEqual(faultsOf({ name: 'x'.repeat(101) }), { '/name': 'too-long' });
  assert.deepEqual(faultsOf({ price: 'cheap' }), { '/price': 'price-form' });
  assert.deepEqual(faultsOf({ price: '0' }), { '/price': 'price-range' });
  assert.deepEqual(faultsOf({ price: '10000.01' }), { '/price': 'price-range' });
  assert.equal(faultsOf({ price: '10000.00' }), undefined);
  assert.deepEqual(faultsOf({ tags: Array.from({ length: 21 }, (_, n) => `t${n}`).join() }), {
    '/tags': 'too-many-tags',
  });
  assert.deepEqual(faultsOf({ tags: 'x'.repeat(51) }), { '/tags': 'tag-too-long' });
});

test('rejects a price that the payment provider can’t charge', () => {
  const kwd = { currency: 'KWD', amounts: amountRules('KWD', 'stripe') };
  const read = (price: string) => parseProduct({ ...tea, price }, 'en-US', kwd);
  assert.deepEqual(read('1.234').errors, { '/price': 'price-step' });
  assert.deepEqual(read('1.230').input?.price, { amount: 1_230, currency: 'KWD' });
});

test('requires an allowed URL and an alternative text for an image', () => {
  const images = [
    { key: 'a', url: 'http://example.org/a.jpg', alt: '' },
    { key: 'b', url: '/pictures/b.svg', alt: 'B' },
    { key: 'c', url: '/pictures/b.svg', alt: 'B again' },
  ];
  assert.deepEqual(faultsOf({ images }), {
    '/images/0/url': 'picture-address',
    '/images/0/alt': 'no-alt',
    '/images/2/url': 'picture-twice',
  });
});
