/**
 * How much a customer may hold without having paid: goods that wait for an unanswered payment are missing to everybody else,
 * and cost who holds them nothing. Pure.
 *
 * - so many open orders (neither paid nor ended), and so many pieces in them, at once;
 * - who let orders lapse, or called them off unpaid, more often than is usual waits before the next: twice as long each time.
 *
 * No share of a product's stock: whoever buys the last piece holds all of it, and honestly.
 */
import { OrderId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';

const IsoTime = z.string().transform((time) => new Date(time).toISOString());

/** An order that is neither paid nor ended. */
export const OpenOrder = z.object({
  id: OrderId,
  number: z.string(),
  placedAt: IsoTime,
  payBefore: IsoTime,
  units: z.int(),
});
export type OpenOrder = z.infer<typeof OpenOrder>;

/** What a customer holds unpaid, and how their orders of the last hour ended. */
export interface Holding {
  readonly openOrders: readonly OpenOrder[];
  readonly endedUnpaid: number;
  readonly lastEndedAt?: Date;
}

export interface HoldingLimits {
  readonly openOrders: number;
  readonly units: number;
  readonly endedUnpaid: number;
  readonly coolDownSeconds: number;
}

export type HoldingRefusal =
  | { readonly type: 'order-too-large'; readonly units: number }
  | { readonly type: 'too-many-open-orders' | 'too-many-units-held'; readonly openOrders: readonly OpenOrder[] }
  | { readonly type: 'cool-down'; readonly seconds: number };

/** Seconds: as long as orders that ended unpaid are counted. */
const maxCoolDownSeconds = 3_600;

/** Why a further order of `units` pieces must not be placed; undefined: it may. */
export function holdingRefusal(
  { openOrders, endedUnpaid, lastEndedAt }: Holding,
  units: number,
  now: Date,
  limits: HoldingLimits,
): HoldingRefusal | undefined {
  if (units > limits.units) return { type: 'order-too-large', units };
  if (openOrders.length >= limits.openOrders) return { type: 'too-many-open-orders', openOrders };
  const held = openOrders.reduce((sum, order) => sum + order.units, 0);
  if (held + units > limits.units) return { type: 'too-many-units-held', openOrders };
  const surplus = endedUnpaid - limits.endedUnpaid;
  if (surplus < 0 || !lastEndedAt) return undefined;
  const wait = Math.min(limits.coolDownSeconds * 2 ** surplus, maxCoolDownSeconds);
  const seconds = Math.ceil(wait - (now.getTime() - lastEndedAt.getTime()) / 1_000);
  return seconds > 0 ? { type: 'cool-down', seconds } : undefined;
}
