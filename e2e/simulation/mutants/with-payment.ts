/** How a deliberate fault of payments is written. */
import { type Rules, rules } from '../rules.ts';

/** The real rules with other ones for payments. */
export const payment = (change: Partial<Rules['payment']>): Rules => ({
  ...rules,
  payment: { ...rules.payment, ...change },
});
