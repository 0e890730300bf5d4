import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderMessageKinds } from '@mambogo/contracts/enumerations.ts';
import { newId, RefundId } from '@mambogo/contracts/ids.ts';
import { sampleContact, sampleOrder } from '../../testing/sample-order.ts';
import { type Composed, composeOrderMail } from './compose-order-mail.ts';
import { renderMail } from './render-mail.ts';

const publicUrl = 'https://flowers.example';
const refundId = RefundId.parse(newId());
/** An order of which every mail can be written. */
const order = sampleOrder({
  shipment: { carrier: 'Post', trackingNumber: 'RR 1' },
  refunds: [{ refundId, amount: { amount: 1_000, currency: 'EUR' }, reason: 'refund', status: 'DONE' }],
  cancellation: { reason: 'out-of-stock', detail: 'x', retryable: true, suggestion: 'x' },
});
const unpaid = sampleOrder({
  status: 'AWAITING_PAYMENT',
  payment: { status: 'FAILED', method: 'card' },
});
const compose = (
  kind: (typeof orderMessageKinds)[number],
  changes: Partial<Parameters<typeof composeOrderMail>[0]> = {},
) =>
  composeOrderMail({
    kind,
    order: kind === 'payment-needed' ? unpaid : order,
    contact: sampleContact(),
    reference: refundId,
    publicUrl,
    ...changes,
  });
const written = (composed: Composed) => (typeof composed === 'string' ? assert.fail(composed) : composed);

test('every mail links to the shop only, in HTML and text, and escapes names', () => {
  for (const kind of orderMessageKinds)
    for (const language of ['en', 'de'] as const) {
      const contact = sampleContact({ login: '<i>ada</i>', language });
      const { html, text, subject } = renderMail(written(compose(kind, { contact })), language);
      const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g), ...text.matchAll(/(https?:\S+)/g)].map(
        ([, url]) => url,
      );
      assert.ok(links.length >= 2, kind);
      for (const link of links) assert.ok(link?.startsWith(`${publicUrl}/orders/`), `${kind}: ${link}`);
      assert.match(html, new RegExp(`<html lang="${language}">`));
      assert.doesNotMatch(html, /<i>|<b>|<script|undefined|\[object/);
      assert.match(html, /&lt;i&gt;ada/);
      assert.match(text, /<i>ada<\/i>/);
      assert.match(subject, /MA1B2C3D4/);
      assert.doesNotMatch(text, /undefined|\[object|\n{3}/);
    }
});

test('a confirmation has the goods, the total and the address, in the language of the person', () => {
  const { text, subject } = renderMail(
    written(compose('order-confirmed', { contact: sampleContact({ language: 'de' }) })),
    'de',
  );
  assert.equal(subject, 'Bestellung MA1B2C3D4 ist bestätigt');
  for (const part of ['2 x Mug', 'Summe: 25,00\u00a0€', 'Am Markt 1', '89073 Ulm', 'Deutschland'])
    assert.ok(text.includes(part), `${part} in ${text}`);
});

test('a quoted order shows what leads from its goods to its total', () => {
  const tax = { name: 'VAT', rate: 19_000, amount: 479 };
  const quote = {
    currency: 'EUR',
    step: 1,
    pricesIncludeTax: true,
    lines: [],
    discounts: [{ key: 'spring', name: 'Spring', amount: 500 }],
    shipping: { key: 'post', name: 'Parcel', price: 490, discount: 0, taxes: [], total: 490 },
    taxes: [{ ...tax, base: 2_490 }],
    total: 2_490,
  };
  const { totals } = written(compose('order-confirmed', { order: sampleOrder({ quote }) }));
  assert.deepEqual(
    totals?.map(({ label, amount }) => `${label} ${amount}`),
    ['Spring -€5.00', 'Parcel €4.90', 'including VAT €4.79', 'Total €25.00'],
  );
});

test('a refund and a shipment wait until the order knows of them', () => {
  const known = sampleOrder();
  assert.equal(compose('order-refunded', { order: known }), 'not-yet');
  assert.equal(compose('order-shipped', { order: known }), 'not-yet');
  assert.equal(compose('order-cancelled', { order: known }), 'not-yet');
});

test('nobody is asked to pay an order that is paid, cancelled or being paid', () => {
  assert.equal(compose('payment-needed', { order: sampleOrder() }), 'outdated');
  assert.equal(compose('payment-needed', { order: { ...unpaid, status: 'CANCELLED' } }), 'outdated');
  assert.equal(
    compose('payment-needed', { order: { ...unpaid, payment: { status: 'PENDING', method: 'card' } } }),
    'outdated',
  );
  assert.match(written(compose('payment-needed')).paragraphs.join(' '), /declined.*10:30.* UTC/);
});

test('a guest is greeted without a name', () => {
  assert.equal(written(compose('order-confirmed', { contact: { email: 'a@b.example' } })).greeting, 'Hello,');
});
