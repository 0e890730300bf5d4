import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cart, CartItem } from '@mambogo/contracts/api/cart.ts';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import { withQuantity } from './cart-change.ts';
import { checkoutBlocker } from './checkout-blocker.ts';
import { priceChanges, pricesOf, readSeenPrices } from './seen-prices.ts';

const rules = amountRules('USD');
const usd = (amount: number) => ({ amount, currency: 'USD' });
const line = (name: string, price: number, quantity = 1): CartItem =>
  CartItem.parse({
    productId: newProductId(),
    sku: name.toUpperCase(),
    name,
    unitPrice: usd(price),
    quantity,
    lineTotal: usd(price * quantity),
    availability: 'in-stock',
  });
const cartOf = (...items: CartItem[]): Cart => ({
  items,
  total: usd(items.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0)),
  version: 'v1',
  updatedAt: '2026-01-01T00:00:00.000Z',
});

test('updates quantity and totals optimistically, and removes a line at zero', () => {
  const [lamp, tea] = [line('Lamp', 1_000), line('Tea', 300, 2)];
  const more = withQuantity(cartOf(lamp, tea), lamp.productId, 3);
  assert.deepEqual([more.items[0]?.lineTotal.amount, more.total.amount], [3_000, 3_600]);
  assert.deepEqual(withQuantity(more, lamp.productId, 0).items, [tea]);
});

test('reports prices that changed since they were seen, but not new ones', () => {
  const [lamp, tea] = [line('Lamp', 1_000), line('Tea', 300)];
  const seen = readSeenPrices(JSON.stringify(pricesOf([lamp])));
  assert.deepEqual(priceChanges(seen, [lamp, tea]), []);
  assert.deepEqual(priceChanges(seen, [{ ...lamp, unitPrice: usd(1_200) }, tea]), [
    { name: 'Lamp', before: 1_000, now: 1_200, currency: 'USD' },
  ]);
  for (const text of [null, 'x', '[]', '{"a":"b"}', '1']) assert.deepEqual(readSeenPrices(text), {});
});

test('detects carts that the order service would reject', () => {
  assert.equal(checkoutBlocker(cartOf(line('Lamp', 1_000)), rules), undefined);
  assert.equal(checkoutBlocker(cartOf(line('Tea', 999)), rules), 'below');
  assert.equal(checkoutBlocker(cartOf(line('Gold', 1_000_000, 2)), rules), 'above');
  assert.equal(checkoutBlocker(cartOf({ ...line('Lamp', 1_000), availability: 'out-of-stock' }), rules), 'sold-out');
  assert.equal(checkoutBlocker(cartOf(...Array.from({ length: 51 }, (_, n) => line(`l${n}`, 100))), rules), 'too-many');
});
