import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecodedText } from './decoded-text.ts';

const read = (text: string) => new DecodedText({ kind: 'query', location: 'query.q', text });

test('plain folds look-alikes, invisible characters and case', () => {
  assert.equal(read('＜ＳＣript＞\u200b  \n\tx').plain, '<script> x');
  assert.equal(read('uni\u00adon').plain, 'union');
});

test('sql reads comments as blanks, and unwraps MySQL executable comments', () => {
  assert.equal(read('1/**/UNION/*x*/SELECT').sql, '1 union select');
  assert.equal(read('/*!50000union*/ /*!select*/ 1').sql.trim(), 'union select 1');
  assert.equal(read('mugs /* new').sql, 'mugs new');
});

test('shell removes what a shell ignores', () => {
  assert.equal(read(`;c'a't$IFS/e"t"c\\/x`).shell, ';cat /etc/x');
});

test('url removes tabs and line ends, as browsers do', () => {
  assert.equal(read('java\n\tscript:x').url, 'javascript:x');
});
