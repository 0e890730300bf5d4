import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { bodyPointer, Problem, validationProblem } from './problem.ts';
import { truncateInput } from './truncate-input.ts';

test('keeps short text and truncates long text', () => {
  assert.equal(truncateInput('name'), 'name');
  assert.equal(truncateInput('x'.repeat(1_000_000)), `${'x'.repeat(64)}…`);
  assert.ok(truncateInput(`${'x'.repeat(63)}\u{1f600}`).isWellFormed());
});

test('does not echo a name of a megabyte in a body, path or detail', () => {
  const long = 'k'.repeat(1_000_000);
  const parsed = z.strictObject({ a: z.object({}).optional() }).safeParse({ [long]: 1 });
  assert.ok(parsed.error);
  const body = validationProblem(parsed.error, bodyPointer).toBody(`/${long}`);
  assert.ok(JSON.stringify(body).length < 1_000);
  const nested = z.record(z.string(), z.number()).safeParse({ [long]: 'x', [`${long}2`]: 'x' });
  assert.ok(nested.error);
  assert.ok(JSON.stringify(validationProblem(nested.error, bodyPointer).toBody('/')).length < 1_000);
  assert.ok(JSON.stringify(new Problem('not-found', `no route matches ${long}`).toBody('/')).length < 1_000);
});

test('returns at most 20 errors, with their total number', () => {
  const parsed = z.array(z.number()).safeParse(Array.from({ length: 5_000 }, () => 'x'));
  assert.ok(parsed.error);
  const body = validationProblem(parsed.error, bodyPointer).toBody('/');
  assert.equal(body.errors?.length, 20);
  assert.equal(body.errorsInAll, 5_000);
});
