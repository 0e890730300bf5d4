/** Checks the amounts of rules against what the shop's payment provider can charge. Pure. */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';

interface AmountAt {
  /** A JSON pointer into the document. */
  readonly pointer: string;
  readonly amount: number;
}

/** The first amount that is not a multiple of `step`: its pointer. */
export const unchargeable = (rules: PriceRules[keyof PriceRules], step: number): string | undefined =>
  amountsOf(rules).find(({ amount }) => amount % step !== 0)?.pointer;

function amountsOf(rules: PriceRules[keyof PriceRules]): AmountAt[] {
  if ('methods' in rules)
    return rules.methods.flatMap(({ tiers }, i) =>
      tiers.map(({ price }, j) => ({ pointer: `/methods/${i}/tiers/${j}/price`, amount: price })),
    );
  if ('promotions' in rules)
    return rules.promotions.flatMap(({ effect }, i) =>
      effect.type === 'amount' ? [{ pointer: `/promotions/${i}/effect/amount`, amount: effect.amount }] : [],
    );
  return [];
}
