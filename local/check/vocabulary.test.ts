import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unusualWords } from './vocabulary.ts';

const found = (text: string) => unusualWords({ path: 'services/order/src/x.ts', text });

test('finds a word in a name, a comment and a text, with its line and the usual word', () => {
  assert.deepEqual(found('const a = 1;\nconst orderWishes = [];'), [
    'line 2: "Wishes" is not the field\'s word; write: actions, commands, requests',
  ]);
  assert.match(found('/** It is read anew. */').join(), /write: again/);
  assert.match(found("test('the owner is told', run);").join(), /reported/);
});

test('leaves words alone that only contain one', () => {
  assert.deepEqual(found('const snapshot = outpatients + untoldRiches + kidnap + desktop;'), []);
});
