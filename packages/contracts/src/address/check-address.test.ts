import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressInput } from '../api/address-input.ts';
import { addressFormat } from './address-format.ts';
import { checkAddress, normaliseAddress } from './check-address.ts';
import { countryCodes } from './country-codes.ts';

const someone = { name: 'Ada L.', line1: '1 Road' };
const us = { ...someone, city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' };
const parse = (address: unknown) => AddressInput.safeParse(address);
const faults = (address: unknown) =>
  parse(address).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);

test('requires no postal code in Hong Kong and a hundred other countries', () => {
  assert.deepEqual(faults({ ...someone, region: 'Kowloon', city: 'Mong Kok', country: 'HK' }), undefined);
  for (const country of ['AE', 'AO', 'BS', 'GH', 'QA', 'ZW'])
    assert.ok(!checkAddress({ ...someone, country }).postalCode, country);
  const without = countryCodes.filter((country) => !addressFormat(country).required.has('postalCode'));
  assert.ok(without.length > 100, String(without.length));
});

test('reports each missing field that a country requires', () => {
  assert.deepEqual(faults({ ...someone, country: 'US' }), [
    'city: is required in United States',
    'region: is required in United States',
    'postalCode: is required in United States',
  ]);
  assert.deepEqual(faults({ ...us, postalCode: '6270', region: 'Illinoise' }), [
    'region: is not a region of United States: AL, AK, AS ... (62 in all)',
    'postalCode: is not a postal code of United States, such as 95014',
  ]);
  assert.deepEqual(faults({ ...someone, city: 'Berlin', postalCode: '1011', country: 'DE' }), [
    'postalCode: is not a postal code of Germany, such as 26133',
  ]);
});

test('accepts only countries of ISO 3166-1', () => {
  assert.equal(countryCodes.length, 249);
  for (const country of ['XX', 'ZZ', 'XK', 'EU', 'UK', 'us'])
    assert.match(faults({ ...us, country })?.join() ?? '', /^country: /, country);
});

test('normalizes postal codes and regions', () => {
  const japan = normaliseAddress({ ...someone, region: 'tokyo', postalCode: '１００－０００１', country: 'JP' });
  assert.deepEqual([japan.region, japan.postalCode], ['東京都', '100-0001']);
  assert.equal(normaliseAddress({ ...us, region: 'illinois' }).region, 'IL');
  assert.equal(
    parse({ ...someone, city: 'London', postalCode: 'sw1a 1aa', country: 'GB' }).data?.postalCode,
    'SW1A 1AA',
  );
  assert.equal(normaliseAddress({ ...someone, region: 'Vidzeme', country: 'LV' }).region, 'Vidzeme');
  for (const [country, typed, kept] of [
    ['CH', 'CH-3011', '3011'],
    ['LV', '1010', 'LV-1010'],
    ['LV', 'lv 1010', 'LV-1010'],
    ['LU', 'L-4750', '4750'],
  ] as const)
    assert.equal(normaliseAddress({ ...someone, postalCode: typed, country }).postalCode, kept);
});

test('accepts an optional phone number only in E.164', () => {
  for (const phone of ['+4930901820', '+12025550123', '+85221234567'])
    assert.equal(parse({ ...us, phone }).data?.phone, phone);
  for (const phone of ['030901820', '+49', '+49 30 901820', '+999123456789', 'call me', '+12025550123x5'])
    assert.match(faults({ ...us, phone })?.join() ?? '', /^phone: is not a phone number in E\.164/, phone);
  assert.ok(parse(us).success);
});

test("accepts every country's example postal code and required fields", () => {
  for (const country of countryCodes) {
    const { required, regions, postalCode } = addressFormat(country);
    const whole = {
      ...someone,
      country,
      ...(required.has('city') ? { city: 'Town' } : {}),
      ...(required.has('district') ? { district: 'Part' } : {}),
      ...(required.has('region') ? { region: regions.at(-1)?.key ?? 'Region' } : {}),
      ...(required.has('postalCode') ? { postalCode: postalCode?.example || '1' } : {}),
    };
    assert.deepEqual(faults(whole), undefined, country);
    if (postalCode?.example) assert.match(postalCode.example, postalCode.pattern, country);
  }
});
