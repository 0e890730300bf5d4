/** Helper for deliberate faults of payments. */
import { type Rules, rules } from '../rules.ts';

/** The real rules with changed rules for payments. */
export const payment = (change: Partial<Rules['payment']>): Rules => ({
  ...rules,
  payment: { ...rules.payment, ...change },
});
