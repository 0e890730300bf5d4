import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgram } from '../program.ts';
import { complete } from './complete.ts';

const words = (...typed: string[]) => complete(createProgram('1.0.0'), typed).map(({ value }) => value);

test('completes commands, nested ones too', () => {
  assert.deepEqual(words('st'), ['status', 'stuck']);
  assert.deepEqual(words('dead-letters', 're'), ['replay']);
  assert.ok(!words('').includes('__complete'));
});

test('completes options after a dash, also where others precede', () => {
  assert.ok(words('status', '--').includes('--namespace'));
  assert.deepEqual(words('status', '-n', 'demo', '--all'), ['--all-namespaces']);
});

test('completes the values of an option and of an argument', () => {
  assert.deepEqual(words('status', '-o', 'y'), ['yaml']);
  assert.deepEqual(words('dead-letters', 'show', 'or'), ['order']);
  assert.deepEqual(words('dead-letters', 'show', 'order', ''), []);
  assert.deepEqual(words('status', '-n', ''), []);
});
