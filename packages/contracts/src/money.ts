/** Money: integer minor units of one ISO 4217 currency. Never a float; a shop has one currency. */
import { z } from 'zod';

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217 code', example: 'USD' });

export const Money = z
  .object({ amount: z.int().meta({ description: 'minor units (cents)' }), currency: Currency })
  .meta({ id: 'Money', description: 'An amount in integer minor units with its ISO 4217 currency' });
export type Money = z.infer<typeof Money>;

/** `quantity` times `unit`; both integers, so the result is exact below 2^53 minor units. */
export const times = (unit: Money, quantity: number): Money => ({
  amount: unit.amount * quantity,
  currency: unit.currency,
});

/** The sum of amounts in `currency`; throws a TypeError if one has another currency. */
export function sum(currency: string, amounts: readonly Money[]): Money {
  let amount = 0;
  for (const money of amounts) {
    if (money.currency !== currency) throw new TypeError(`cannot add ${money.currency} to ${currency}`);
    amount += money.amount;
  }
  return { amount, currency };
}

export const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;
