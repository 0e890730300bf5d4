/** Rejects an order of a customer who holds too much unpaid stock, with their open orders and what to do about them. */
import type { CoolDown, OpenOrders } from '@mambogo/contracts/problem-extensions.ts';
import type { RuntimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Response } from 'express';
import { type Holding, type HoldingRefusal, holdingRefusal } from '../domain/holding-limits.ts';
import type { Settings } from '../settings.ts';

/**
 * Throws the problems unprocessable, open-orders-limit and unpaid-orders-limit; the last one with a Retry-After header.
 * @param units units in the order to be placed
 */
export function enforceHoldingLimits(
  response: Response,
  holding: Holding,
  units: number,
  now: Date,
  settings: Settings,
  inForce: RuntimeSettings<'order'> = {},
): void {
  const limits = {
    openOrders: inForce.openOrdersPerCustomer ?? settings.OPEN_ORDERS_PER_CUSTOMER,
    units: inForce.heldUnitsPerCustomer ?? settings.HELD_UNITS_PER_CUSTOMER,
    endedUnpaid: settings.UNPAID_ORDERS_PER_HOUR,
    coolDownSeconds: settings.COOL_DOWN_SECONDS,
  };
  const refusal = holdingRefusal(holding, units, now, limits);
  if (!refusal) return;
  if (refusal.type === 'cool-down') response.setHeader('retry-after', String(refusal.seconds));
  throw toProblem(refusal, limits.units);
}

function toProblem(refusal: HoldingRefusal, maxUnits: number): Problem {
  switch (refusal.type) {
    case 'order-too-large':
      return new Problem(
        'unprocessable',
        `an order can have at most ${maxUnits} items, this one has ${refusal.units}: split it and pay one order at a time`,
      );
    case 'too-many-open-orders':
    case 'too-many-units-held': {
      const { openOrders, type } = refusal;
      const violation =
        type === 'too-many-open-orders'
          ? `you have ${openOrders.length} unpaid orders`
          : `with this order, more than ${maxUnits} unpaid items would be reserved for you`;
      const numbers = openOrders.map(({ number }) => number).join(', ');
      return new Problem('open-orders-limit', `${violation}: pay or cancel one of ${numbers}, then try again`, {
        openOrders,
      } satisfies OpenOrders);
    }
    case 'cool-down': {
      const minutes = Math.ceil(refusal.seconds / 60);
      return new Problem(
        'unpaid-orders-limit',
        `several of your orders ended unpaid in the last hour: try again in ${minutes} minute${minutes === 1 ? '' : 's'}`,
        { retryAfterSeconds: refusal.seconds } satisfies CoolDown,
      );
    }
  }
}
