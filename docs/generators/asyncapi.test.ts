import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { stockCommitted } from '@mambogo/contracts/events/inventory-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { asyncApi } from './asyncapi.ts';

const document = JSON.parse(JSON.stringify(asyncApi(events)));
const require = createRequire(import.meta.url);

function newAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv;
}

test("the document is valid by AsyncAPI 3.0's own schema", () => {
  const validate = newAjv().compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5)));
});

test('every reference resolves', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  assert.ok(references.length > events.length);
  for (const path of references) {
    let target = document;
    for (const part of path.split('/')) target = target?.[part];
    assert.ok(target, path);
  }
});

test('every event is a message of its topic', () => {
  for (const event of events) {
    const channel = Object.values<{ address: string; messages: object }>(document.channels).find(
      ({ address }) => address === event.topic,
    );
    assert.ok(channel && event.name in channel.messages, event.name);
    assert.equal(document.components.messages[event.name].name, eventType(event));
  }
});

test("a message's schema accepts the published event with additional fields, and rejects another type", () => {
  const validate = newAjv().compile({
    ...document.components.messages[stockCommitted.name].payload,
    components: document.components,
  });
  const orderId = newId();
  const message = {
    specversion: '1.0',
    id: newId(),
    source: 'shop-inventory',
    type: eventType(stockCommitted),
    subject: orderId,
    time: '2026-01-31T12:00:00.000Z',
    datacontenttype: 'application/json',
    correlationid: orderId,
    data: { orderId, lines: [{ productId: newId(), quantity: 1, warehouse: 'north' }] },
  };
  assert.ok(validate(message), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...message, type: 'com.mambogo.stock.reserved.v1' }));
  assert.ok(!validate({ ...message, data: { orderId } }));
});
