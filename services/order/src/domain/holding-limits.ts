/**
 * Limits how much stock a customer may hold without paying: reserved goods are unavailable to everybody else and cost the holder
 * nothing. Pure.
 *
 * - A maximum number of open orders (neither paid nor ended), and of units in them, at the same time.
 * - A customer who let orders expire or cancelled them unpaid more often than usual must wait before the next one, and the wait
 *   doubles each time.
 *
 * There is no limit on the share of a product's stock: a customer who buys the last unit legitimately holds all of it.
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

/** A customer's open orders, and how many of their orders of the last hour ended unpaid. */
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

/** The period over which orders that ended unpaid are counted. */
const maxCoolDownSeconds = 3_600;

/** Why a further order of `units` units must not be placed; undefined if it may. */
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
