import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecodedText } from './decoded-text.ts';

const read = (text: string) => new DecodedText({ kind: 'query', location: 'query.q', text });

test('plain folds what looks alike, hides and varies', () => {
  assert.equal(read('＜ＳＣript＞\u200b  \n\tx').plain, '<script> x');
  assert.equal(read('uni\u00adon').plain, 'union');
});

test('sql takes comments for blanks, and what MySQL runs in them for itself', () => {
  assert.equal(read('1/**/UNION/*x*/SELECT').sql, '1 union select');
  assert.equal(read('/*!50000union*/ /*!select*/ 1').sql.trim(), 'union select 1');
  assert.equal(read('mugs /* new').sql, 'mugs new');
});

test('shell leaves out what a shell leaves out', () => {
  assert.equal(read(`;c'a't$IFS/e"t"c\\/x`).shell, ';cat /etc/x');
});

test('url has no tabs and line ends, as browsers read addresses', () => {
  assert.equal(read('java\n\tscript:x').url, 'javascript:x');
});
