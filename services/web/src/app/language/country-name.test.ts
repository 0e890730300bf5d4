import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryName } from './country-name.ts';

test('returns the name of a country in the given language', () => {
  assert.equal(countryName('US', 'en'), 'United States');
  assert.equal(countryName('DE', 'de'), 'Deutschland');
});

test('returns an unknown code unchanged', () => {
  for (const code of ['QX', '-', '']) assert.equal(countryName(code, 'en'), code);
});
