import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldText } from '@mambogo/service/text/fold-text.ts';
import { maxWordLength, termsOfSearch, wordsOf, wordsOfProduct } from './search-words.ts';

test('words are lower case, without accents, split at punctuation and distinct', () => {
  assert.deepEqual(wordsOf('Café-Crème: the CAFÉ, 65 W'), ['cafe', 'creme', 'the', '65', 'w']);
});

test('folds spelling variants, and keeps marks that make a different word', () => {
  assert.equal(foldText('Straße'), foldText('STRASSE'));
  assert.equal(foldText('Men’s'), foldText("MEN'S"));
  assert.equal(foldText('ﾗﾃ ＭＵＧ'), 'ラテ mug');
  assert.notEqual(foldText('バス'), foldText('ハス'));
  assert.equal(foldText('ёлка'), foldText('елка'));
  assert.equal(foldText(foldText('Æblekage Łódź Ångström İstanbul')), 'aeblekage lodz angstrom istanbul');
});

test('truncates an overlong word so that it fits and is still found', () => {
  assert.equal(wordsOf('a'.repeat(80))[0]?.length, maxWordLength);
});

test('removes SQL wildcards', () => {
  assert.deepEqual(wordsOf('100%_\\'), ['100']);
  assert.deepEqual(termsOfSearch('%'), []);
});

test('a search has all its words, each with its singular and synonyms', () => {
  assert.equal(termsOfSearch('a b c d e f g h i j').length, 10);
  assert.deepEqual(termsOfSearch('Knives'), [{ word: 'knives', same: ['knife'], prefix: true }]);
  assert.ok(termsOfSearch('wireless')[0]?.same.includes('bluetooth'));
});

test('splits scripts without spaces into pairs; a single character is a prefix', () => {
  assert.deepEqual(
    termsOfSearch('抹茶ラテ').map(({ word }) => word),
    ['抹茶', '茶ラ', 'ラテ'],
  );
  assert.deepEqual(termsOfSearch('碗'), [{ word: '碗', same: [], prefix: true }]);
});

test('a word weighs most in the name', () => {
  const details = { description: 'Kind to a mug', brand: 'Acme', tags: ['felt'], sku: 'MAT-1' };
  const words = wordsOfProduct({ ...details, name: 'Desk Mats' });
  assert.deepEqual([words.get('mat'), words.get('felt'), words.get('mug')], [8, 5, 1]);
});
