import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressInput } from '@mambogo/contracts/api/address-input.ts';
import { countryNames, likelyCountry } from '../../country-names.ts';
import {
  addressErrors,
  emptyAddress,
  formRows,
  fromAddress,
  inCountry,
  readDraft,
  toAddress,
} from './address-draft.ts';

const full = { ...emptyAddress('GB'), name: ' Ada ', line1: '1 Road', city: 'London', postalCode: 'sw1a 1aa' };

test('shows the fields of the country in their order', () => {
  assert.deepEqual(formRows('US'), [['name'], ['line1'], ['line2'], ['city', 'region', 'postalCode']]);
  assert.deepEqual(formRows('DE'), [['name'], ['line1'], ['line2'], ['postalCode', 'city']]);
  assert.deepEqual(formRows('HK'), [['name'], ['line1'], ['line2'], ['city'], ['region']]);
  assert.deepEqual(formRows('JP'), [['name'], ['line1'], ['line2'], ['region'], ['postalCode']]);
});

test('reports missing and invalid fields, but no optional ones', () => {
  assert.deepEqual(addressErrors(emptyAddress('DE')), {
    name: 'missing',
    line1: 'missing',
    postalCode: 'missing',
    city: 'missing',
  });
  assert.deepEqual(addressErrors(emptyAddress('HK')), { name: 'missing', line1: 'missing', region: 'missing' });
  assert.deepEqual(addressErrors({ ...full, name: 'x'.repeat(101) }), { name: 'too-long' });
  assert.deepEqual(addressErrors({ ...full, postalCode: '12345' }), { postalCode: 'postal-code' });
  assert.deepEqual(addressErrors({ ...full, phone: 'none' }), { phone: 'phone' });
  assert.deepEqual(addressErrors(full), {});
});

test('a valid address is accepted by the order service and has no fields of another country', () => {
  const draft = { ...full, region: 'IL', phone: '020 7946 0018' };
  assert.deepEqual(AddressInput.parse(toAddress(draft)), {
    name: 'Ada',
    line1: '1 Road',
    city: 'London',
    postalCode: 'SW1A 1AA',
    country: 'GB',
    phone: '+442079460018',
  });
});

test('keeps the input on a change of country, except a region that it does not have', () => {
  const us = { ...full, region: 'Illinois', country: 'US' };
  assert.equal(inCountry(us, 'CA').region, '');
  assert.equal(inCountry(us, 'US').region, 'IL');
  assert.equal(inCountry(us, 'JP').name, us.name);
});

test('starts with the address of an earlier order, even if it is no longer valid', () => {
  const old = { name: 'Ada', line1: '1 Road', city: 'Springfield', region: 'illinois', postalCode: '1', country: 'US' };
  assert.deepEqual(fromAddress(old, 'DE'), { ...emptyAddress('US'), ...old, region: 'IL' });
  assert.equal(fromAddress({ ...old, country: 'XX' }, 'DE').country, 'DE');
});

test('restores a stored draft, and starts empty for anything else', () => {
  assert.deepEqual(readDraft(JSON.stringify(full), 'US'), full);
  for (const text of [null, '', 'null', '[]', '{"name": 1, "evil": "x"}'])
    assert.deepEqual(readDraft(text, 'US'), emptyAddress('US'), String(text));
});

test('every country has a name and is accepted in addresses', () => {
  const german = countryNames('de');
  assert.equal(german.length, 249);
  assert.equal(german.find(({ code }) => code === 'AT')?.name, 'Österreich');
  for (const { code, name } of german) assert.ok(name.length > 2 && name !== code, code);
  assert.equal(likelyCountry(['en-GB', 'de']), 'GB');
  assert.equal(likelyCountry(['de']), 'DE');
  assert.equal(likelyCountry([]), 'US');
});
