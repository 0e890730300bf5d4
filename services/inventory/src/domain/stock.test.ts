import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProductId } from '@mambogo/contracts/ids.ts';
import { availability, available, emptyStock, move } from './stock.ts';

const productId = ProductId.parse('01900000-0000-7000-8000-000000000001');

describe('stock', () => {
  it('stays consistent through receive, reserve, commit, return and adjust', () => {
    const steps = [
      ['received', 10],
      ['reserved', 4],
      ['committed', 3],
      ['released', 1],
      ['returned', 2],
      ['adjusted', -1],
    ] as const;
    let stock = emptyStock(productId);
    for (const [type, quantity] of steps) {
      stock = move(stock, { productId, type, quantity });
      assert.equal(stock.onHand + stock.sold, stock.received + stock.adjusted, type);
    }
    assert.deepEqual(stock, { productId, onHand: 8, reserved: 0, sold: 1, received: 10, adjusted: -1 });
  });

  it('throws on reserving more than is available, releasing more than is reserved, or going below what is reserved', () => {
    const stock = { ...emptyStock(productId), onHand: 5, received: 5, reserved: 3 };
    for (const [type, quantity] of [
      ['reserved', 3],
      ['released', 4],
      ['adjusted', -3],
      ['returned', 1],
    ] as const)
      assert.throws(() => move(stock, { productId, type, quantity }), RangeError);
  });

  it('is out of stock at 0, and low up to 5', () => {
    assert.equal(available({ onHand: 7, reserved: 3 }), 4);
    assert.deepEqual([0, 1, 5, 6].map(availability), ['out-of-stock', 'low-stock', 'low-stock', 'in-stock']);
  });
});
