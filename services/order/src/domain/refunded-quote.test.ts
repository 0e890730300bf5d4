/** Refunds of orders with a quote return exactly what was paid. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import { ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import fc from 'fast-check';
import { captured, mugs, place } from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import { evolve, fold } from './evolve.ts';
import type { OrderCommand } from './order-command.ts';
import { type OrderState, refundPending } from './order-state.ts';

const idOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Paid orders whose lines and shipping cost any multiple of what can be charged, at any ratio to their prices. */
const anyOrder = fc
  .record({
    step: fc.constantFrom(1, 10, 100),
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 50 }), units: fc.integer({ min: 1, max: 99_999 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    shipping: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ step, lines, shipping }): OrderState => {
    const total = step * lines.reduce((sum, { units }) => sum + units, shipping);
    const quote: PriceQuote = {
      ...{ currency: 'USD', step, pricesIncludeTax: true, discounts: [], taxes: [], total },
      lines: lines.map(({ quantity, units }, i) => ({
        productId: ProductId.parse(idOf(i)),
        ...{ quantity, goods: units * step, discounts: [], taxes: [], total: units * step },
      })),
      shipping: { key: 's', name: 'S', price: shipping * step, discount: 0, taxes: [], total: shipping * step },
    };
    const bought = lines.map(({ quantity }, i) => ({ ...mugs, productId: ProductId.parse(idOf(i)), quantity }));
    const command = {
      ...place,
      data: { ...place.data, lines: bought, total: { amount: total, currency: 'USD' }, quote },
    };
    const placed = fold(decide(undefined, command)) ?? assert.fail();
    const amount = { amount: total, currency: 'USD' };
    return after(placed, {
      ...captured,
      data: { attempt: 1, paymentId: undefined as never, amount, reference: 'r' },
    } as OrderCommand);
  });

const after = (state: OrderState, command: OrderCommand): OrderState =>
  decide(state, command).reduce<OrderState | undefined>(evolve, state) ?? state;

test('goods refunded unit by unit, in any order, return all that was paid, with shipping for the last of them', () => {
  fc.assert(
    fc.property(anyOrder, fc.infiniteStream(fc.nat()), fc.boolean(), (order, random, isShipped) => {
      let state = isShipped ? after(order, { type: 'ship', shipment: { carrier: 'c', trackingNumber: 't' } }) : order;
      const units = order.lines
        .flatMap(({ productId, quantity }) => Array.from({ length: quantity }, () => productId))
        .map((productId) => ({ productId, at: random.next().value }))
        .sort((a, b) => a.at - b.at);
      for (const [i, { productId }] of units.entries()) {
        const goods = [{ productId, quantity: 1, restock: false }];
        const { lines = [], step = 1, shipping } = order.quote ?? {};
        const line = lines.find((one) => one.productId === productId) ?? assert.fail();
        if (line.total / step < line.quantity) return; // a unit that cost nothing is not refunded by itself
        state = after(state, { type: 'refund', refundId: RefundId.parse(idOf(i)), goods });
        assert.equal(refundPending(state) % step, 0);
        assert.ok(refundPending(state) <= order.total.amount - (i + 1 < units.length ? (shipping?.total ?? 0) : 0));
      }
      const kept = isShipped ? (order.quote?.shipping.total ?? 0) : 0;
      assert.equal(refundPending(state), order.total.amount - kept);
    }),
  );
});
