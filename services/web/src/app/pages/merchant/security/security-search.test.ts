import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatewayEventCodes, identityEventCodes } from '@mambogo/contracts/security-event-codes.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { readSecuritySearch } from './security-search.ts';

const subject = '0198c5a0-0101-7000-8000-000000000001';
const read = (text: string) => readSecuritySearch(new URLSearchParams(text));

test('reads the filters from the URL', () => {
  for (const code of identityEventCodes)
    assert.deepEqual(read(`code=${code}&subject=${subject.toUpperCase()}`), { code, subject });
});

test('ignores invalid parameters', () => {
  const nothing = { code: undefined, subject: undefined };
  assert.deepEqual(read(''), nothing);
  assert.deepEqual(read('code=login.lost&subject=me'), nothing);
  assert.deepEqual(read('code=toString&subject='), nothing);
  // Never in the list.
  for (const code of gatewayEventCodes) assert.deepEqual(read(`code=${code}`), nothing);
});

test('links from a person to their events', () => {
  const { search } = new URL(merchantPaths.securityOf(subject), 'http://shop');
  assert.deepEqual(read(search), { code: undefined, subject });
});
