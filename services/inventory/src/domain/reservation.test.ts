import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import { decide, type Reservation } from './reservation.ts';

const cup = ProductId.parse('01900000-0000-7000-8000-000000000001');
const pot = ProductId.parse('01900000-0000-7000-8000-000000000002');
const none: Reservation = { status: 'NONE' };
const lines = [{ productId: cup, quantity: 2 }];
const stockSnapshot = (cups: number, pots = 0) =>
  new Map([
    [cup, cups],
    [pot, pots],
  ]);
const now = new Date('2026-01-01T12:00:00.000Z');
const payBefore = '2026-01-01T12:30:00.000Z';
const order = (reservation: Reservation, cups: number, ordered = lines) =>
  decide(reservation, { type: 'reserve', lines: ordered, payBefore }, { now, available: stockSnapshot(cups) });
const decideCommand = (reservation: Reservation, type: 'commit' | 'release' | 'ask') =>
  decide(reservation, { type }, { now, available: new Map() });

describe('a reservation', () => {
  it('reserves all lines if all are available', () => {
    const { next, event, movements } = order(none, 2);
    assert.deepEqual(next, { status: 'RESERVED', lines });
    assert.deepEqual(event, { type: 'reserved', lines });
    assert.deepEqual(movements, [{ productId: cup, type: 'reserved', quantity: 2 }]);
  });

  it('reserves nothing if one line is short, and reports it', () => {
    const both = [...lines, { productId: pot, quantity: 1 }];
    const { next, movements } = order(none, 9, both);
    assert.deepEqual(next, { status: 'REJECTED', shortages: [{ productId: pot, requested: 1, available: 0 }] });
    assert.deepEqual(movements, []);
  });

  it('sorts its lines by product, the order in which rows are locked', () => {
    const a = { productId: cup, quantity: 2 };
    const b = { productId: pot, quantity: 1 };
    for (const ordered of [
      [a, b],
      [b, a],
    ]) {
      const { next } = decide(
        none,
        { type: 'reserve', lines: ordered, payBefore },
        {
          now,
          available: stockSnapshot(9, 9),
        },
      );
      assert.deepEqual(next, { status: 'RESERVED', lines: [a, b] });
    }
  });

  it('throws if an order is confirmed that was never reserved', () => {
    assert.throws(() => decideCommand(none, 'commit'), /reservation is NONE/);
    assert.throws(() => decideCommand({ status: 'REJECTED', shortages: [] }, 'commit'), /reservation is REJECTED/);
  });

  it('is unchanged by a repeated cancellation', () => {
    for (const over of [{ status: 'RELEASED' }, { status: 'REJECTED', shortages: [] }] as const)
      assert.equal(decideCommand(over, 'release').next, over);
  });

  it('adds up two lines of the same product', () => {
    const twice = [...lines, ...lines];
    assert.equal(order(none, 3, twice).next.status, 'REJECTED');
  });

  it('leaves only a tombstone after the payment window', () => {
    const late = decide(
      none,
      { type: 'reserve', lines, payBefore: '2026-01-01T11:59:59.999Z' },
      { now, available: stockSnapshot(9) },
    );
    assert.deepEqual(late, { next: { status: 'RELEASED' }, movements: [] });
  });

  it('emits the same event again, without movements, for a duplicate order', () => {
    for (const first of [order(none, 9), order(none, 0)]) {
      const again = order(first.next, 1);
      assert.deepEqual(again, { next: first.next, event: first.event, movements: [] });
    }
  });

  it('commits the goods once when the order is confirmed', () => {
    const sold = decideCommand({ status: 'RESERVED', lines }, 'commit');
    assert.deepEqual(sold.movements, [{ productId: cup, type: 'committed', quantity: 2 }]);
    assert.deepEqual(decideCommand(sold.next, 'commit').movements, []);
  });

  it('releases reserved or sold goods once when the order is cancelled', () => {
    const cases = [
      ['RESERVED', 'released'],
      ['COMMITTED', 'returned'],
    ] as const;
    for (const [status, type] of cases) {
      const back = decideCommand({ status, lines }, 'release');
      assert.deepEqual(back.movements, [{ productId: cup, type, quantity: 2 }]);
      assert.deepEqual(decideCommand(back.next, 'release').movements, []);
      assert.deepEqual(decideCommand(back.next, 'release').event, { type: 'released', lines: [] });
    }
  });

  it('handles a cancellation before the order, and then reserves nothing for it', () => {
    const tombstone = decideCommand(none, 'release');
    assert.deepEqual(tombstone.event, { type: 'released', lines: [] });
    assert.deepEqual(order(tombstone.next, 9).movements, []);
  });

  it('asks for a confirmation after its expiry, and keeps the stock', () => {
    const reserved: Reservation = { status: 'RESERVED', lines };
    assert.deepEqual(decideCommand(reserved, 'ask'), {
      next: reserved,
      event: { type: 'expired', lines },
      movements: [],
    });
    for (const other of [none, { status: 'COMMITTED', lines }, { status: 'RELEASED' }] satisfies Reservation[])
      assert.equal(decideCommand(other, 'ask').event, undefined);
  });

  const refundId = RefundId.parse('01900000-0000-7000-8000-0000000000c1');
  const returnGoods = (reservation: Reservation, quantity: number, id = refundId) =>
    decide(
      reservation,
      { type: 'return', refundId: id, lines: quantity > 0 ? [{ productId: cup, quantity }] : [] },
      { now, available: new Map() },
    );

  it('returns refunded goods into sale, once per refund, and never more than were sold', () => {
    const sold: Reservation = { status: 'COMMITTED', lines };
    const back = returnGoods(sold, 1);
    const event = { type: 'returned', refundId, lines: [{ productId: cup, quantity: 1 }] };
    assert.deepEqual(back.movements, [{ productId: cup, type: 'returned', quantity: 1 }]);
    assert.deepEqual(back.event, event);
    assert.deepEqual(returnGoods(back.next, 1), { next: back.next, event, movements: [] });
    const other = RefundId.parse('01900000-0000-7000-8000-0000000000c2');
    assert.throws(() => returnGoods(back.next, 2, other), /more than was sold/);
    assert.equal(returnGoods(back.next, 1, other).movements.length, 1);
    assert.deepEqual(decideCommand(back.next, 'commit').movements, []);
  });

  it('commits and returns when the refund arrives before the confirmation', () => {
    const back = returnGoods({ status: 'RESERVED', lines }, 1);
    assert.deepEqual(
      back.movements.map(({ type, quantity }) => [type, quantity]),
      [
        ['committed', 2],
        ['returned', 1],
      ],
    );
    assert.deepEqual(decideCommand(back.next, 'commit').movements, []);
  });

  it('returns the rest when the order is cancelled afterwards', () => {
    const { next } = returnGoods({ status: 'COMMITTED', lines }, 1);
    const rest = decideCommand(next, 'release');
    assert.deepEqual(rest.movements, [{ productId: cup, type: 'returned', quantity: 1 }]);
    assert.deepEqual(returnGoods(rest.next, 1).movements, []);
  });

  it('ignores a refund without goods, and throws if nothing was reserved', () => {
    for (const status of [none, { status: 'COMMITTED', lines }] satisfies Reservation[])
      assert.deepEqual(returnGoods(status, 0), { next: status, event: undefined, movements: [] });
    for (const never of [none, { status: 'REJECTED', shortages: [] }] satisfies Reservation[])
      assert.throws(() => returnGoods(never, 1), /whose reservation is/);
  });

  it('stays released when a confirmation arrives after the cancellation', () => {
    assert.deepEqual(decideCommand({ status: 'RELEASED' }, 'commit'), {
      next: { status: 'RELEASED' },
      event: undefined,
      movements: [],
    });
  });
});
