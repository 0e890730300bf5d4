import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { actionRequired, failed, orderAfter, place, reserved } from '../../testing/test-order.ts';
import { withAnswerBefore } from './answer-before.ts';
import { violatedLimit } from './order-limits.ts';
import { isFinal, payableUntil } from './order-state.ts';

const { payBefore } = place.data;
const declined = failed(true);
const before = (seconds: number) => new Date(new Date(payBefore).getTime() + seconds * 1_000).toISOString();

describe('an order', () => {
  it('is final once it is delivered, cancelled or refunded', () => {
    assert.deepEqual(orderStatuses.filter(isFinal).sort(), ['CANCELLED', 'DELIVERED', 'REFUNDED']);
  });

  it('can be paid until its payment window ends, or until the deadline of a pending challenge', () => {
    const challenged = (answerBefore: string) =>
      orderAfter(place, reserved, withAnswerBefore(actionRequired(), answerBefore));
    assert.equal(payableUntil(orderAfter(place, reserved)), payBefore);
    assert.equal(payableUntil(challenged(before(-60))), before(-60));
    assert.equal(payableUntil(challenged(before(60))), payBefore);
    assert.equal(payableUntil(orderAfter(place, reserved, actionRequired())), payBefore);
    assert.equal(withAnswerBefore(declined, before(-60)), declined, 'only a challenge has a deadline');
  });

  it('is limited in lines and in its minimum and maximum total', () => {
    const line = { quantity: 1 };
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    const lines = (n: number) => Array.from({ length: n }, () => line);
    const rules = amountRules('USD');
    const { min, max } = rules.orderTotal;
    for (const [count, amount] of [
      [limits.orderLines, min],
      [1, max],
    ] as const)
      assert.equal(violatedLimit(lines(count), usd(amount), rules), undefined);
    assert.match(violatedLimit(lines(limits.orderLines + 1), usd(min), rules) ?? '', /different products/);
    assert.match(violatedLimit(lines(1), usd(min - 1), rules) ?? '', /minimum order total is USD 10\.00, .* USD 9\.99/);
    assert.match(violatedLimit(lines(1), usd(max + 1), rules) ?? '', /maximum order total is .* USD 10,000\.01/);
  });
});
