import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventType, publisherOf } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { ForgedEventError, PoisonError, rejectForged } from './poison-error.ts';
import { checkProvenance } from './provenance.ts';

test('an event of whoever states its topic is taken, whatever the shop is called, old or new', () => {
  for (const event of events)
    for (const shop of ['shop', 'my-order', 's'])
      for (const type of [eventType(event), eventType({ ...event, version: 99 }), 'com.mambogo.something.new.v1'])
        for (const topic of [event.topic, undefined])
          checkProvenance({ type, source: `${shop}-${publisherOf(event.topic)}` }, topic);
});

test('any other source is forged, whatever the type', () => {
  for (const type of ['com.mambogo.stock.changed.v1', 'com.mambogo.stock.changed.v9', 'com.mambogo.something.new.v1'])
    for (const source of ['shop-order', 'inventory', 'shop', 'shop-inventory-order', 'SHOP-INVENTORY', '\0'])
      assert.throws(() => checkProvenance({ type, source }, 'inventory.events'), ForgedEventError);
  assert.throws(
    () => checkProvenance({ type: 'com.mambogo.stock.changed.v1', source: 'shop-order\0' }, undefined),
    /^ForgedEventError: its source is "shop-order\\u0000", but inventory\.events is stated by inventory alone$/,
  );
});

test("a type of another topic is forged, also under its own service's name", () => {
  const type = 'com.mambogo.payment.captured.v1';
  for (const source of ['shop-payment', 'shop-inventory'])
    assert.throws(
      () => checkProvenance({ type, source }, 'inventory.events'),
      /payment\.captured\.v1 belongs to payment\.events, not to inventory\.events/,
    );
});

test('what a letter was filed for as forged is refused again, as poison, with the same words', () => {
  const forged = new ForgedEventError('its source is "x"');
  assert.throws(
    () => rejectForged(String(forged)),
    (error) => error instanceof PoisonError && String(error) === String(forged),
  );
  rejectForged('PoisonError: not JSON');
});
