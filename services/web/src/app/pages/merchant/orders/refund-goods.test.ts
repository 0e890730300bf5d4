import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import { allGoods, goodsLeft, parseGoods, parseGoodsQuantity, priceOfGoods } from './refund-goods.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const [mug, pot] = [1, 2].map((n) => ProductId.parse(`0190a000-0000-7000-8000-00000000000${n}`)) as [
  ProductId,
  ProductId,
];
const line = (productId: ProductId, quantity: number, price: number) => ({
  ...{ productId, sku: 'S', name: 'N', unitPrice: usd(price), quantity, lineTotal: usd(quantity * price) },
});
const refund = (quantity: number): AdminOrder['refunds'][number] => ({
  refundId: RefundId.parse('0190a000-0000-7000-8000-0000000000c1'),
  ...{ amount: usd(1), reason: '', status: 'FAILED' },
  goods: [{ productId: mug, quantity, restock: true }],
});
const items = [line(mug, 3, 500), line(pot, 1, 2_000)];

test('does not offer refunded items again, whatever the status of the refund', () => {
  const left = (quantity: number) =>
    goodsLeft({ items, refunds: [refund(quantity)] }).map((one) => [one.productId, one.left]);
  assert.deepEqual(left(1), [
    [mug, 2],
    [pot, 1],
  ]);
  assert.deepEqual(left(3), [[pot, 1]]);
});

test('accepts whole quantities up to what is left; empty means zero', () => {
  const read = (typed: string) => parseGoodsQuantity(typed, { left: 3 });
  assert.deepEqual(['', ' ', '0', '3', ' 2 '].map(read), [0, 0, 0, 3, 2]);
  assert.deepEqual(['4', '-1', '1.5', 'x', '1e1'].map(read), Array(5).fill(undefined));
});

test('parses the lines, each with its restock choice', () => {
  const lines = goodsLeft({ items, refunds: [] });
  const goods = parseGoods(lines, { [mug]: { pieces: '2', restock: false } }, true);
  assert.deepEqual(goods, [{ productId: mug, quantity: 2, restock: false }]);
  assert.equal(priceOfGoods(lines, goods ?? []), 1_000);
  assert.equal(parseGoods(lines, {}, true), undefined);
  assert.equal(parseGoods(lines, { [mug]: { pieces: '9', restock: true } }, true), undefined);
  assert.equal(priceOfGoods(lines, allGoods(lines, true)), 3_500);
});
