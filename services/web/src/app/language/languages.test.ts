import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages as german } from './de.ts';
import { messages as english } from './en.ts';
import { chooseLanguage, localeOf } from './languages.ts';

test('prefers the chosen language, then those of the browser, then English', () => {
  assert.equal(chooseLanguage('de', ['en-US']), 'de');
  assert.equal(chooseLanguage(null, ['fr', 'de-AT', 'en']), 'de');
  assert.equal(chooseLanguage('xx', ['fr']), 'en');
  assert.equal(localeOf('en', ['de', 'en-GB']), 'en-GB');
  assert.equal(localeOf('de', ['en-GB']), 'de');
});

test('shows numbers in both languages', () => {
  for (const { shell, catalogue, cart } of [english, german]) {
    assert.match(shell.cart(3), /3/);
    assert.match(catalogue.results(12), /12/);
    assert.match(cart.pieces(1), /^1 /);
  }
  assert.equal(english.catalogue.results(1), '1 product');
});
