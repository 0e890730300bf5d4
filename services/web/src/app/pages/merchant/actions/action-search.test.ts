import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readActionSearch } from './action-search.ts';

const id = '0198c5a0-0000-7000-8000-000000000000';

test('reads area, person and days, both included', () => {
  const search = readActionSearch(new URLSearchParams(`area=refunds&actor=${id}&from=2026-01-31&to=2026-01-31`));
  assert.deepEqual([search.area, search.actor], ['refunds', id]);
  assert.equal(Date.parse(search.before ?? '') - Date.parse(search.from ?? ''), 86_400_000);
});

test('ignores what is no filter', () => {
  const search = readActionSearch(new URLSearchParams('area=toString&actor=me&from=yesterday'));
  assert.deepEqual(search, { area: undefined, actor: undefined, from: undefined, before: undefined });
});
