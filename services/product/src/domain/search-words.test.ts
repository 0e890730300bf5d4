import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordLength, wordsOf, wordsOfSearch } from './search-words.ts';

test('words are lower case, without accents, cut at punctuation, and each there once', () => {
  assert.deepEqual(wordsOf('Café-Crème: the CAFÉ, 65 W'), ['cafe', 'creme', 'the', '65', 'w']);
});

test('an overlong word is cut, so that it still fits and is still found', () => {
  assert.equal(wordsOf('a'.repeat(80))[0]?.length, wordLength);
});

test('wildcards of the database are not letters', () => {
  assert.deepEqual(wordsOfSearch('100%_\\'), ['100']);
  assert.deepEqual(wordsOfSearch('%'), []);
});

test('a search has eight words at most', () => {
  assert.equal(wordsOfSearch('a b c d e f g h i j').length, 8);
});
