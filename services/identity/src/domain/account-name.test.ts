import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasAllowedCharacters, isOfOneScript, skeletonOf } from './account-name.ts';

test('accepts names of letters of one script and digits, in any script', () => {
  for (const name of [
    'ana.silva',
    'jörg_92',
    'иван',
    'Νίκος',
    '田中さん',
    'カタカナー',
    '김민준',
    'أحمد',
    'दीपक',
    'ana@example.com',
  ])
    assert.ok(hasAllowedCharacters(name) && isOfOneScript(name), name);
});

test('rejects mixed scripts', () => {
  for (const name of ['аdmin', 'pаypal', 'αlpha', 'ivанов']) assert.equal(isOfOneScript(name), false, name);
});

test('rejects markup, spaces, control and direction-changing characters', () => {
  for (const name of ['<b>ana', 'ana&co', 'ana"', "o'ana", 'a na', 'ana\u0000', 'ana\u202egro', 'an\u200ba', 'ana😀'])
    assert.equal(hasAllowedCharacters(name), false, name);
});

test('look-alike names share a skeleton, distinct names do not', () => {
  for (const [one, other] of [
    ['paypal', 'раураl'],
    ['admin', 'аdmin'],
    ['bill', 'bi11'],
    ['modern', 'modem'],
    ['demo', 'dem0'],
    ['Ana', 'ana'],
  ] as const)
    assert.equal(skeletonOf(one), skeletonOf(other), `${one} ${other}`);
  assert.notEqual(skeletonOf('jorg'), skeletonOf('jörg'));
  assert.equal(new Set(['ana', 'anna', 'hana', 'ana1', 'ana2'].map(skeletonOf)).size, 5);
});
