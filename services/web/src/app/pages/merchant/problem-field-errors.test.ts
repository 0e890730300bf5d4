import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../api/api-error.ts';
import { problemFieldErrors } from './problem-field-errors.ts';

const refused = (...errors: [string, string][]) =>
  new ApiError({
    type: 'https://mambogo.com/problems/validation',
    title: 'The request is not valid',
    status: 400,
    errors: errors.map(([pointer, detail]) => ({ pointer, detail })),
  });

test('assigns the first error of a field or of its parts', () => {
  const error = refused(['/price/amount', 'too big'], ['/price/currency', 'foreign'], ['/images/1/url', 'too long']);
  assert.deepEqual(problemFieldErrors(error, ['/price', '/images/0/url', '/images/1/url']), {
    '/price': 'too big',
    '/images/1/url': 'too long',
  });
});

test('keeps errors that belong to no field of the form', () => {
  assert.deepEqual(problemFieldErrors(refused(['/colour', 'unknown']), ['/name']), { '': '/colour: unknown' });
  assert.deepEqual(problemFieldErrors(new Error('away'), ['/name']), {});
});
