import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventType, publisherOf } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { ForgedEventError, PoisonError, rejectForged } from './poison-error.ts';
import { checkProvenance } from './provenance.ts';

test("accepts an event from its topic's publisher, whatever the shop's name and the event's version", () => {
  for (const event of events)
    for (const shop of ['shop', 'my-order', 's'])
      for (const type of [eventType(event), eventType({ ...event, version: 99 }), 'com.mambogo.something.new.v1'])
        for (const topic of [event.topic, undefined])
          checkProvenance({ type, source: `${shop}-${publisherOf(event.topic)}` }, topic);
});

test('rejects any other source as forged, whatever the type', () => {
  for (const type of ['com.mambogo.stock.changed.v1', 'com.mambogo.stock.changed.v9', 'com.mambogo.something.new.v1'])
    for (const source of ['shop-order', 'inventory', 'shop', 'shop-inventory-order', 'SHOP-INVENTORY', '\0'])
      assert.throws(() => checkProvenance({ type, source }, 'inventory.events'), ForgedEventError);
  assert.throws(
    () => checkProvenance({ type: 'com.mambogo.stock.changed.v1', source: 'shop-order\0' }, undefined),
    /^ForgedEventError: its source is "shop-order\\u0000", but only inventory publishes to inventory\.events$/,
  );
});

test("rejects a type of another topic as forged, even from that type's own publisher", () => {
  const type = 'com.mambogo.payment.captured.v1';
  for (const source of ['shop-payment', 'shop-inventory'])
    assert.throws(
      () => checkProvenance({ type, source }, 'inventory.events'),
      /payment\.captured\.v1 belongs to payment\.events, not to inventory\.events/,
    );
});

test('rejects the replay of a forged event as poison, with the same message', () => {
  const forged = new ForgedEventError('its source is "x"');
  assert.throws(
    () => rejectForged(String(forged)),
    (error) => error instanceof PoisonError && String(error) === String(forged),
  );
  rejectForged('PoisonError: not JSON');
});
