import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../random.ts';
import { faultKinds } from './fault.ts';
import { allFaults } from './faults.ts';
import { chooseFaults, planFaults, planOneOfEach } from './plan.ts';

const names = (seed: number, seconds = 600) =>
  planFaults(allFaults, seconds, createRandom(seed)).map(
    ({ fault, durationSeconds: lasts, recoverySeconds: quiet }) => `${fault.name} ${lasts} ${quiet}`,
  );

test('the same seed gives the same plan, another seed another one', () => {
  assert.deepEqual(names(1), names(1));
  assert.notDeepEqual(names(1), names(2));
});

test('a plan fills its time, and uses every fault before repeating one', () => {
  const plan = planFaults(allFaults, 3_600, createRandom(7));
  const seconds = plan.reduce((sum, { durationSeconds: lasts, recoverySeconds: quiet }) => sum + lasts + quiet, 0);
  assert.ok(seconds > 3_500 && seconds <= 3_600, `${seconds} s`);
  const first = plan.slice(0, allFaults.length).map(({ fault }) => fault.name);
  assert.equal(new Set(first).size, first.length);
});

test('one of each kind has exactly one of each kind', () => {
  const kinds = planOneOfEach(allFaults, createRandom(1)).map(({ fault }) => fault.kind);
  assert.deepEqual(kinds, faultKinds);
});

test('every process of a shop is killed and suspended, by its own name', () => {
  const all = new Set(allFaults.map(({ name }) => name));
  assert.equal(all.size, allFaults.length);
  for (const process of [
    'order',
    'payment.sidecar',
    'gateway',
    'kafka',
    'postgres',
    'mariadb',
    'redis',
    'psp-simulator',
  ])
    assert.equal(
      [...all].filter((name) => /^(kill|suspend)/.test(name) && name.endsWith(` ${process}`)).length,
      2,
      process,
    );
});

test('selects faults by kind or by target; an unknown word is an error', () => {
  assert.ok(chooseFaults(allFaults, ['clock-skew']).every(({ kind }) => kind === 'clock-skew'));
  assert.ok(chooseFaults(allFaults, ['kafka']).length >= 5);
  assert.throws(() => chooseFaults(allFaults, ['earthquake']), /earthquake/);
});
