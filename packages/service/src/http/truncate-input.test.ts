import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { bodyPointer, Problem, validationProblem } from './problem.ts';
import { truncateInput } from './truncate-input.ts';

test('what is short stays; of what is long the beginning', () => {
  assert.equal(truncateInput('name'), 'name');
  assert.equal(truncateInput('x'.repeat(1_000_000)), `${'x'.repeat(64)}…`);
  assert.ok(truncateInput(`${'x'.repeat(63)}\u{1f600}`).isWellFormed());
});

test('a megabyte of a name, in a body, a path or a detail, is not sent back', () => {
  const long = 'k'.repeat(1_000_000);
  const parsed = z.strictObject({ a: z.object({}).optional() }).safeParse({ [long]: 1 });
  assert.ok(parsed.error);
  const body = validationProblem(parsed.error, bodyPointer).toBody(`/${long}`);
  assert.ok(JSON.stringify(body).length < 1_000);
  const nested = z.record(z.string(), z.number()).safeParse({ [long]: 'x', [`${long}2`]: 'x' });
  assert.ok(nested.error);
  assert.ok(JSON.stringify(validationProblem(nested.error, bodyPointer).toBody('/')).length < 1_000);
  assert.ok(JSON.stringify(new Problem('not-found', `there is no ${long} here`).toBody('/')).length < 1_000);
});

test('at most 20 errors are named, and how many there are is said', () => {
  const parsed = z.array(z.number()).safeParse(Array.from({ length: 5_000 }, () => 'x'));
  assert.ok(parsed.error);
  const body = validationProblem(parsed.error, bodyPointer).toBody('/');
  assert.equal(body.errors?.length, 20);
  assert.equal(body.errorsInAll, 5_000);
});
