import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProductVariant } from '@mambogo/contracts/api/product-group.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { choicesOf } from './variant-choices.ts';

const variant = (size: string, colour: string, more: Partial<ProductVariant> = {}): ProductVariant => ({
  id: newProductId(),
  sku: `TEE-${size}-${colour}`.toUpperCase(),
  options: [
    { name: 'Size', value: size },
    { name: 'Colour', value: colour },
  ],
  price: { amount: 1_000, currency: 'USD' },
  availability: 'in-stock',
  ...more,
});
const shown = (variants: readonly ProductVariant[], at = 0) =>
  choicesOf({ options: variants[at]?.options ?? [], variants: [...variants] }).map(({ name, value, values }) => [
    name,
    value,
    values.map(({ value: other, variant: { sku } }) => `${other} ${sku}`),
  ]);

test('a value leads to the variant with the same other options', () => {
  const variants = [variant('M', 'Red'), variant('M', 'Blue'), variant('L', 'Red'), variant('L', 'Blue')];
  assert.deepEqual(shown(variants, 3), [
    ['Size', 'L', ['M TEE-M-BLUE', 'L TEE-L-BLUE']],
    ['Colour', 'Blue', ['Red TEE-L-RED', 'Blue TEE-L-BLUE']],
  ]);
});

test('where that does not exist, to one that can be bought', () => {
  const variants = [variant('M', 'Red'), variant('L', 'Blue', { availability: 'out-of-stock' }), variant('L', 'Green')];
  assert.deepEqual(shown(variants)[0], ['Size', 'M', ['M TEE-M-RED', 'L TEE-L-GREEN']]);
});

test('a product without others has no choices', () => {
  assert.deepEqual(shown([variant('M', 'Red')]), []);
  assert.deepEqual(choicesOf({}), []);
});
