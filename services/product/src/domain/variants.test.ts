import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { checkVariant, type GroupMember } from './variants.ts';

const options = (...values: string[]) =>
  values.map((value, at) => ({ name: ['Size', 'Colour', 'Cut'][at] ?? 'Other', value }));
const member = (...values: string[]): GroupMember => ({
  id: newProductId(),
  sku: `TEE-${values.join('-')}`,
  options: options(...values),
});
const refusal = (pointer: string, detail: RegExp) => (error: unknown) =>
  error instanceof Problem &&
  error.slug === 'unprocessable' &&
  detail.test(error.message) &&
  error.message.startsWith(pointer);

test('the name in carts has the values of the options', () => {
  assert.equal(nameWithOptions('T-shirt', options('M', 'Red')), 'T-shirt, M, Red');
  assert.equal(nameWithOptions('Mug', []), 'Mug');
});

test('a variant has the options of its group, with another choice', () => {
  const tee = { name: 'T-shirt', options: options('M', 'Red') };
  checkVariant(tee, []);
  checkVariant(tee, [member('L', 'Red'), member('M', 'Blue')]);
  assert.throws(() => checkVariant(tee, [member('L')]), refusal('/options', /must be Size, as those of TEE-L/));
  assert.throws(() => checkVariant(tee, [member('L', 'Red'), member('M', 'Red')]), refusal('/options', /TEE-M-Red/));
  assert.throws(() => checkVariant(tee, [member()]), refusal('/variantOf', /has no options/));
});

test('a group and a name with its options have a maximum', () => {
  const many = Array.from({ length: 100 }, (_, n) => member(String(n)));
  assert.throws(
    () => checkVariant({ name: 'T', options: options('M') }, many),
    refusal('/variantOf', /100 is the maximum/),
  );
  const long = { name: 'x'.repeat(98), options: options('M') };
  assert.throws(() => checkVariant(long, []), refusal('/options', /101 characters/));
});
