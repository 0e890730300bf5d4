import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryClient } from '@tanstack/react-query';
import { queries } from './queries.ts';

const key = ['order', 'o1'];

/** Requests `late`, stores `meanwhile`, then delivers the response. */
async function known(meanwhile: unknown, late: unknown): Promise<unknown> {
  const client = new QueryClient({ defaultOptions: queries.getDefaultOptions() });
  const response = Promise.withResolvers<unknown>();
  const fetching = client.fetchQuery({ queryKey: key, queryFn: () => response.promise, gcTime: 0 });
  client.setQueryData(key, meanwhile);
  response.resolve(late);
  await fetching;
  const data = client.getQueryData(key);
  client.clear();
  return data;
}

test('does not overwrite a change with the response to an earlier request', async () => {
  const changed = { version: 3, status: 'AWAITING_PAYMENT' };
  assert.deepEqual(await known(changed, { version: 2, status: 'PENDING' }), changed);
});

test('replaces the cached value with any other response', async () => {
  for (const [before, after] of [
    [
      { version: 2, status: 'PENDING' },
      { version: 3, status: 'CONFIRMED' },
    ],
    [{ version: 'b' }, { version: 'a' }],
    [null, { version: 1 }],
    [{ version: 1 }, null],
    [[1, 2], [1]],
  ])
    assert.deepEqual(await known(before, after), after);
});
