import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import { withEntityTag } from './entity-tag.ts';

test('returns 304 with the tag to a client that has the current one, otherwise the body', async (t) => {
  const app = express().disable('etag');
  app.get('/', (request, response) => {
    const { status, body, headers } = withEntityTag(request, 'W/"seven"', { seven: 7 });
    response.status(status).set(headers).send(body);
  });
  const ask = await serve(t, app);
  const statusFor = async (tag: string) => (await ask('/', { headers: { 'if-none-match': tag } })).status;

  assert.equal(await statusFor('"seven"'), 304);
  assert.equal(await statusFor('W/"seven"'), 304);
  assert.equal(await statusFor('"six", W/"seven"'), 304);
  assert.equal(await statusFor('*'), 304);
  assert.equal(await statusFor('"six"'), 200);
  assert.equal(await statusFor('seven'), 200);
  const whole = await ask('/');
  assert.deepEqual([whole.status, whole.headers.get('etag'), await whole.json()], [200, 'W/"seven"', { seven: 7 }]);
});
