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

/** What is told when the last of the commands meets the order. */
function emitted(...commands: OrderCommand[]): readonly DomainEvent[] {
  const last = commands.at(-1) ?? place;
  const before = commands.length > 1 ? orderAfter(...commands.slice(0, -1)) : undefined;
  const events = decide(before, last);
  const after = events.reduce<OrderState | undefined>(evolve, before) ?? orderAfter(place);
  return integrationEventsFor(orderId, before, last, events, after);
}
const names = (...commands: OrderCommand[]) => emitted(...commands).map(({ event }) => event.name);

describe('what the world is told', () => {
  it('is each step it acts on, once', () => {
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

  it('brings the card’s token with the attempt it is for, and nowhere else', () => {
    const [placed] = emitted(place);
    assert.equal(placed?.data.paymentToken, 'tok_ok');
    const [requested] = emitted(place, reserved, failed(true), pay);
    assert.deepEqual(requested?.data, { orderId, attempt: 2, paymentToken: 'tok_other' });
  });

  it('fits the events’ schemas to the letter', () => {
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
  it('is said again to stock or money that may not have heard it', () => {
    for (const late of [reserved, expired, captured]) {
      assert.deepEqual(names(place, cancel, late), ['order.cancelled']);
      assert.deepEqual(names(...confirmed, late), ['order.confirmed']);
      assert.deepEqual(names(...confirmed, ship, late), ['order.confirmed']);
    }
    assert.deepEqual(names(place, reserved, reserved), []);
    assert.deepEqual(names(place, reserved, expired), []);
  });

  it('is said again when it was not answered in time, and not once it was', () => {
    assert.deepEqual(names(...confirmed, remind), ['order.confirmed']);
    assert.deepEqual(names(...confirmed, committed, remind), []);
    assert.deepEqual(names(place, cancel, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, released, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, voided, remind), ['order.cancelled']);
    assert.deepEqual(names(place, cancel, voided, released, remind), []);
    assert.deepEqual(names(place, remind), []);
  });

  it('is not said again for a refund that is not answered: the refund is', () => {
    const asked = [...confirmed, committed, refund(500), refund(600, refundIds[1])];
    assert.deepEqual(names(...asked, remind), ['order.refund-requested', 'order.refund-requested']);
    assert.deepEqual(
      emitted(...asked, refunded(500), remind).map(({ data }) => data.refundId),
      [refundIds[1]],
    );
    assert.deepEqual(emitted(...asked, remind)[0]?.data, emitted(...confirmed, committed, refund(500))[0]?.data);
  });
});

describe('staff’s own words, which an earlier release kept in the log', () => {
  const emitted = (state: OrderState) => JSON.stringify(integrationEventsFor(orderId, state, remind, [], state));

  it('are in no event, also when the order is said again', () => {
    const cancelled = orderAfter(place, { type: 'cancel', by: 'merchant' });
    assert.equal(cancelled.status, 'CANCELLED');
    const words = { ...cancelled, cancellation: { ...cancelled.cancellation, detail: 'Bo is a crook' } };
    assert.match(emitted(words), /"order.cancelled".*"detail":"The shop cancelled the order."/);
    const back = orderAfter(...confirmed, committed, refund(500));
    const refunds = back.refunds.map((one) => ({ ...one, reason: 'Bo is a crook' }));
    assert.match(emitted({ ...back, refunds }), /"order.refund-requested".*"reason":"the shop pays it back"/);
  });
});

describe('an ended order is unanswered', () => {
  const unanswered = (...commands: OrderCommand[]) => isUnacknowledged(orderAfter(...commands));

  it('until its stock is sold, or until stock and money are back', () => {
    assert.deepEqual([unanswered(place), unanswered(place, reserved)], [false, false]);
    assert.deepEqual([unanswered(...confirmed), unanswered(...confirmed, committed)], [true, false]);
    const ended = [...confirmed, committed, cancel];
    assert.ok(unanswered(...ended, released));
    assert.ok(unanswered(...ended, refunded(5_500)));
    assert.ok(unanswered(...ended, released, refunded(5_499)));
    assert.ok(!unanswered(...ended, released, refunded(5_500)));
    assert.ok(!unanswered(place, cancel, released, voided));
  });

  it('when money came after it was said that none would, until that is back', () => {
    assert.ok(unanswered(place, cancel, released, voided, captured));
    assert.ok(!unanswered(place, cancel, released, voided, captured, refunded(5_500)));
  });

  it('not for want of the capture, when all of it is said to be back', () => {
    assert.ok(!unanswered(place, cancel, released, refunded(5_500)));
  });

  it('while a refund is', () => {
    assert.ok(unanswered(...confirmed, committed, refund(500)));
    assert.ok(!unanswered(...confirmed, committed, refund(500), refunded(500)));
    const other = refunded(5_500, refundIds[1]);
    assert.ok(unanswered(...confirmed, refund(500), cancel, released, other));
  });
});
