import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import { OrderId } from '@mambogo/contracts/ids.ts';
import {
  cancel,
  captured,
  closeWindow,
  committed,
  deliver,
  expired,
  failed,
  orderAfter,
  pay,
  place,
  refund,
  refunded,
  refundIds,
  rejected,
  released,
  remind,
  reserved,
  ship,
  voided,
} from '../../testing/test-order.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { integrationEventsFor } from './integration-events.ts';
import type { OrderCommand } from './order-command.ts';
import { isUnacknowledged, type OrderState } from './order-state.ts';

const orderId = OrderId.parse('0190a000-0000-7000-8000-0000000000dd');
const confirmed = [place, reserved, captured];

/** What is published after the last of the commands. */
function emitted(...commands: OrderCommand[]): readonly DomainEvent[] {
  const last = commands.at(-1) ?? place;
  const before = commands.length > 1 ? orderAfter(...commands.slice(0, -1)) : undefined;
  const events = decide(before, last);
  const after = events.reduce<OrderState | undefined>(evolve, before) ?? orderAfter(place);
  return integrationEventsFor(orderId, before, last, events, after);
}
const names = (...commands: OrderCommand[]) => emitted(...commands).map(({ event }) => event.name);

describe('integration events', () => {
  it('are published once for each step that other services act on', () => {
    assert.deepEqual(names(place), ['order.placed']);
    assert.deepEqual(names(place, reserved), []);
    assert.deepEqual(names(...confirmed), ['order.confirmed']);
    assert.deepEqual(names(...confirmed, committed), []);
    assert.deepEqual(names(...confirmed, ship), ['order.shipped']);
    assert.deepEqual(names(...confirmed, ship, deliver), ['order.delivered']);
    assert.deepEqual(names(...confirmed, refund(500)), ['order.refund-requested']);
    for (const end of [rejected, cancel, closeWindow]) assert.deepEqual(names(place, end), ['order.cancelled']);
    assert.deepEqual(names(place, reserved, failed(true)), []);
  });

  it('carry the payment token only with the attempt it is for', () => {
    const [placed] = emitted(place);
    assert.equal(placed?.data.paymentToken, 'tok_ok');
    const [requested] = emitted(place, reserved, failed(true), pay);
    assert.deepEqual(requested?.data, { orderId, attempt: 2, paymentToken: 'tok_other' });
  });

  it('match their schemas strictly', () => {
    for (const commands of [
      [place],
      [place, cancel],
      confirmed,
      [...confirmed, refund(500)],
      [...confirmed, ship],
      [...confirmed, ship, deliver],
      [place, reserved, failed(true), pay],
    ])
      for (const { event, data } of emitted(...commands)) event.data.strict().parse(data);
  });
});

describe('an outcome', () => {
  it('is published again for an event whose sender may have missed it', () => {
    for (const late of [reserved, expired, captured]) {
      assert.deepEqual(names(place, cancel, late), ['order.cancelled']);
      assert.deepEqual(names(...confirmed, late), ['order.confirmed']);
      assert.deepEqual(names(...confirmed, ship, late), ['order.confirmed']);
    }
    assert.deepEqual(names(place, reserved, reserved), []);
    assert.deepEqual(names(place, reserved, expired), []);
  });

  it('is published again on a reminder until it is acknowledged', () => {
    assert.deepEqual(names(...confirmed, remind), ['order.confirmed']);
    assert.deepEqual(names(...confirmed, committed, remind), []);
    assert.deepEqual(names(place, cancel, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, released, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, voided, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, voided, released, remind), []);
    assert.deepEqual(names(place, remind), []);
  });

  it('is not published again for an unacknowledged refund: the refund is', () => {
    const requested = [...confirmed, committed, refund(500), refund(600, refundIds[1])];
    assert.deepEqual(names(...requested, remind), ['order.refund-requested', 'order.refund-requested']);
    assert.deepEqual(
      emitted(...requested, refunded(500), remind).map(({ data }) => data.refundId),
      [refundIds[1]],
    );
    assert.deepEqual(emitted(...requested, remind)[0]?.data, emitted(...confirmed, committed, refund(500))[0]?.data);
  });
});

describe('free text of staff that an earlier release stored in the log', () => {
  const emitted = (state: OrderState) => JSON.stringify(integrationEventsFor(orderId, state, remind, [], state));

  it('is in no event, even when the outcome is published again', () => {
    const cancelled = orderAfter(place, { type: 'cancel', by: 'merchant' });
    assert.equal(cancelled.status, 'CANCELLED');
    const withFreeText = { ...cancelled, cancellation: { ...cancelled.cancellation, detail: 'Bo is a crook' } };
    assert.match(emitted(withFreeText), /"order.cancelled".*"detail":"The shop cancelled the order."/);
    const refunding = orderAfter(...confirmed, committed, refund(500));
    const refunds = refunding.refunds.map((one) => ({ ...one, reason: 'Bo is a crook' }));
    assert.match(emitted({ ...refunding, refunds }), /"order.refund-requested".*"reason":"the shop pays it back"/);
  });
});

describe('an ended order is unacknowledged', () => {
  const unacknowledged = (...commands: OrderCommand[]) => isUnacknowledged(orderAfter(...commands));

  it('until its stock is committed, or stock and money are returned', () => {
    assert.deepEqual([unacknowledged(place), unacknowledged(place, reserved)], [false, false]);
    assert.deepEqual([unacknowledged(...confirmed), unacknowledged(...confirmed, committed)], [true, false]);
    const ended = [...confirmed, committed, cancel];
    assert.ok(unacknowledged(...ended, released));
    assert.ok(unacknowledged(...ended, refunded(5_500)));
    assert.ok(unacknowledged(...ended, released, refunded(5_499)));
    assert.ok(!unacknowledged(...ended, released, refunded(5_500)));
    assert.ok(!unacknowledged(place, cancel, released, voided));
  });

  it('after a late capture of a voided payment, until it is refunded', () => {
    assert.ok(unacknowledged(place, cancel, released, voided, captured));
    assert.ok(!unacknowledged(place, cancel, released, voided, captured, refunded(5_500)));
  });

  it('but not for a missing capture once the full refund is known', () => {
    assert.ok(!unacknowledged(place, cancel, released, refunded(5_500)));
  });

  it('while a refund is unacknowledged', () => {
    assert.ok(unacknowledged(...confirmed, committed, refund(500)));
    assert.ok(!unacknowledged(...confirmed, committed, refund(500), refunded(500)));
    const other = refunded(5_500, refundIds[1]);
    assert.ok(unacknowledged(...confirmed, refund(500), cancel, released, other));
  });
});
