import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProductId } from '@mambogo/contracts/ids.ts';
import { decide, type Reservation } from './reservation.ts';

const cup = ProductId.parse('01900000-0000-7000-8000-000000000001');
const pot = ProductId.parse('01900000-0000-7000-8000-000000000002');
const none: Reservation = { status: 'NONE' };
const lines = [{ productId: cup, quantity: 2 }];
const shelves = (cups: number, pots = 0) =>
  new Map([
    [cup, cups],
    [pot, pots],
  ]);
const place = (cups: number, late = false) => ({ type: 'reserve', lines, available: shelves(cups), late }) as const;

describe('a reservation', () => {
  it('takes all lines when all are there', () => {
    const { next, fact, movements } = decide(none, place(2));
    assert.deepEqual(next, { status: 'RESERVED', lines });
    assert.deepEqual(fact, { type: 'reserved', lines });
    assert.deepEqual(movements, [{ productId: cup, type: 'reserved', quantity: 2 }]);
  });

  it('takes nothing when one line is short, and names it', () => {
    const both = [...lines, { productId: pot, quantity: 1 }];
    const { next, movements } = decide(none, { type: 'reserve', lines: both, available: shelves(9, 0), late: false });
    assert.deepEqual(next, { status: 'REJECTED', shortages: [{ productId: pot, requested: 1, available: 0 }] });
    assert.deepEqual(movements, []);
  });

  it('counts two lines of one product together', () => {
    const twice = [...lines, ...lines];
    assert.equal(
      decide(none, { type: 'reserve', lines: twice, available: shelves(3), late: false }).next.status,
      'REJECTED',
    );
  });

  it('past the payment window only leaves a tombstone', () => {
    const late = decide(none, place(9, true));
    assert.deepEqual(late, { next: { status: 'RELEASED' }, movements: [] });
  });

  it('says the same again, and moves nothing, when an order comes twice', () => {
    for (const first of [decide(none, place(9)), decide(none, place(0))]) {
      const again = decide(first.next, place(1));
      assert.deepEqual(again, { next: first.next, fact: first.fact, movements: [] });
    }
  });

  it('is sold when the order is confirmed, once', () => {
    const sold = decide({ status: 'RESERVED', lines }, { type: 'commit' });
    assert.deepEqual(sold.movements, [{ productId: cup, type: 'committed', quantity: 2 }]);
    assert.deepEqual(decide(sold.next, { type: 'commit' }).movements, []);
  });

  it('goes back into sale when the order is cancelled, reserved or sold, once', () => {
    const cases = [
      ['RESERVED', 'released'],
      ['COMMITTED', 'returned'],
    ] as const;
    for (const [status, type] of cases) {
      const back = decide({ status, lines }, { type: 'release' });
      assert.deepEqual(back.movements, [{ productId: cup, type, quantity: 2 }]);
      assert.deepEqual(decide(back.next, { type: 'release' }).movements, []);
      assert.deepEqual(decide(back.next, { type: 'release' }).fact, { type: 'released', lines: [] });
    }
  });

  it('answers a cancellation that comes before the order, and then takes nothing for it', () => {
    const tombstone = decide(none, { type: 'release' });
    assert.deepEqual(tombstone.fact, { type: 'released', lines: [] });
    assert.deepEqual(decide(tombstone.next, place(9)).movements, []);
  });

  it('stays released when a confirmation comes after the cancellation', () => {
    assert.deepEqual(decide({ status: 'RELEASED' }, { type: 'commit' }), {
      next: { status: 'RELEASED' },
      fact: undefined,
      movements: [],
    });
  });
});
