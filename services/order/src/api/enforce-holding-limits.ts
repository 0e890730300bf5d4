/** A customer who holds too much without having paid is told what they hold, and what to do. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Response } from 'express';
import { type Holding, type HoldingRefusal, holdingRefusal } from '../domain/holding-limits.ts';
import type { Settings } from '../settings.ts';

/**
 * Throws the problems unprocessable, open-orders-limit and unpaid-orders-limit; the last one says when to come again.
 * @param units pieces of the order that is to be placed.
 */
export function enforceHoldingLimits(
  response: Response,
  holding: Holding,
  units: number,
  now: Date,
  settings: Settings,
): void {
  const limits = {
    openOrders: settings.OPEN_ORDERS_PER_CUSTOMER,
    units: settings.HELD_UNITS_PER_CUSTOMER,
    endedUnpaid: settings.UNPAID_ORDERS_PER_HOUR,
    coolDownSeconds: settings.COOL_DOWN_SECONDS,
  };
  const refusal = holdingRefusal(holding, units, now, limits);
  if (!refusal) return;
  if (refusal.type === 'cool-down') response.setHeader('retry-after', String(refusal.seconds));
  throw toProblem(refusal, limits.units);
}

function toProblem(refusal: HoldingRefusal, most: number): Problem {
  switch (refusal.type) {
    case 'order-too-large':
      return new Problem(
        'unprocessable',
        `an order can have ${most} pieces at most, this one has ${refusal.units}: order in parts, and pay each before the next`,
      );
    case 'too-many-open-orders':
    case 'too-many-units-held': {
      const { openOrders, type } = refusal;
      const why =
        type === 'too-many-open-orders'
          ? `you have ${openOrders.length} orders that are not paid yet`
          : `with this order more than ${most} pieces would be set aside for you that are not paid yet`;
      const numbers = openOrders.map(({ number }) => number).join(', ');
      return new Problem('open-orders-limit', `${why}: pay or cancel one of ${numbers}, then order`, { openOrders });
    }
    case 'cool-down': {
      const minutes = Math.ceil(refusal.seconds / 60);
      return new Problem(
        'unpaid-orders-limit',
        `several of your orders ended unpaid in the last hour: order again in ${minutes} minute${minutes === 1 ? '' : 's'}`,
        { retryAfterSeconds: refusal.seconds },
      );
    }
  }
}
