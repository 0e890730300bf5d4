import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Address } from '@mambogo/contracts/api/orders.ts';
import { addressFaults, emptyAddress, readDraft, toAddress } from './address-draft.ts';
import { countryNames, likelyCountry } from './country-names.ts';

const full = { ...emptyAddress('GB'), name: ' Ada ', line1: '1 Road', city: 'London', postalCode: 'SW1' };

test('what is missing or too long is named, and what may be empty is not', () => {
  assert.deepEqual(addressFaults(emptyAddress('DE')), {
    name: 'missing',
    line1: 'missing',
    postalCode: 'missing',
    city: 'missing',
  });
  assert.deepEqual(addressFaults({ ...full, name: 'x'.repeat(101) }), { name: 'too-long' });
  assert.deepEqual(addressFaults(full), {});
});

test('an address without faults is one the order service takes', () => {
  assert.deepEqual(Address.parse(toAddress(full)), {
    name: 'Ada',
    line1: '1 Road',
    city: 'London',
    postalCode: 'SW1',
    country: 'GB',
  });
  const longest = Object.fromEntries(
    Object.entries({ name: 100, line1: 200, line2: 200, city: 100, region: 100, postalCode: 20 }).map(
      ([field, most]) => [field, 'x'.repeat(most)],
    ),
  );
  const draft = { ...full, ...longest };
  assert.deepEqual(addressFaults(draft), {});
  Address.parse(toAddress(draft));
});

test('what was kept is read back, and anything else is an empty form', () => {
  assert.deepEqual(readDraft(JSON.stringify(full), 'US'), full);
  for (const text of [null, '', 'null', '[]', '{"name": 1, "evil": "x"}'])
    assert.deepEqual(readDraft(text, 'US'), emptyAddress('US'), String(text));
});

test('every country has a name and is one an address may be in', () => {
  const german = countryNames('de');
  assert.ok(german.length > 200);
  assert.equal(german.find(({ code }) => code === 'AT')?.name, 'Österreich');
  for (const { code, name } of german) assert.ok(name.length > 2 && /^[A-Z]{2}$/.test(code), code);
  assert.equal(likelyCountry(['en-GB', 'de']), 'GB');
  assert.equal(likelyCountry(['de']), 'DE');
  assert.equal(likelyCountry([]), 'US');
});
