import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Address } from '../api/address.ts';
import { addressLines } from './address-lines.ts';

const ada = { name: 'Ada L.', line1: '1 Road' };

for (const [country, address, lines] of [
  [
    'US',
    { ...ada, line2: 'Apt 2', city: 'Springfield', region: 'IL', postalCode: '62701' },
    ['Ada L.', '1 Road', 'Apt 2', 'Springfield, IL 62701'],
  ],
  ['DE', { ...ada, city: 'Berlin', postalCode: '10117' }, ['Ada L.', '1 Road', '10117 Berlin']],
  ['GB', { ...ada, city: 'London', postalCode: 'SW1A 1AA' }, ['Ada L.', '1 Road', 'London', 'SW1A 1AA']],
  ['HK', { ...ada, city: 'Mong Kok', region: '九龍' }, ['Ada L.', '1 Road', 'Mong Kok', 'Kowloon']],
  ['CH', { ...ada, city: 'Bern', postalCode: 'CH-3011' }, ['Ada L.', '1 Road', 'CH-3011 Bern']],
  [
    'JP',
    { ...ada, line2: 'Room 3', region: '東京都', postalCode: '100-0001' },
    ['Ada L.', '1 Road', 'Room 3, Tokyo', '100-0001'],
  ],
  [
    'JP',
    { name: '山田', line1: '千代田1-1', region: '東京都', postalCode: '100-0001' },
    ['〒100-0001', '東京都', '千代田1-1', '山田'],
  ],
  ['FR', { ...ada, city: 'Paris' }, ['Ada L.', '1 Road', 'Paris']],
] as const)
  test(`formats an address in ${country}: ${lines.join(' / ')}`, () => {
    assert.deepEqual(addressLines({ ...address, country }), lines);
  });

test("writes the country's capitalized fields in capitals on a label", () => {
  const address = { ...ada, city: 'Springfield', region: 'IL', postalCode: '62701', country: 'US' };
  assert.deepEqual(addressLines(address, { forLabel: true }), ['Ada L.', '1 Road', 'SPRINGFIELD, IL 62701']);
});

test('formats addresses of earlier releases with all their fields', () => {
  for (const country of ['XX', 'ZZ', 'HK', 'LV']) {
    const old = { ...ada, city: 'Town', region: 'Somewhere', postalCode: '-0-', country };
    const lines = addressLines(Address.parse(old)).join('\n');
    for (const text of ['Ada L.', '1 Road', 'Town', 'Somewhere', '-0-'])
      assert.ok(lines.includes(text), `${country} ${text}`);
  }
});
