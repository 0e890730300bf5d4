import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryName } from './country-name.ts';

test('a country has its name in the language of the page', () => {
  assert.equal(countryName('US', 'en'), 'United States');
  assert.equal(countryName('DE', 'de'), 'Deutschland');
});

test('what is no code of a country is shown as it is', () => {
  for (const code of ['QX', '-', '']) assert.equal(countryName(code, 'en'), code);
});
