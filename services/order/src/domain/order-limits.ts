/** How small and how large an order may be. */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Money } from '@mambogo/contracts/money.ts';

type Lines = readonly Pick<OrderLine, 'quantity'>[];

/** The limit an order breaks, in words; undefined when it keeps them all. */
export function violatedLimit(
  lines: Lines,
  total: Money,
  { orderTotal: { min, max } }: AmountRules,
): string | undefined {
  const tooMany = violatedLineLimit(lines);
  if (tooMany) return tooMany;
  if (total.amount < min)
    return `an order must be worth at least ${formatLimit({ ...total, amount: min })}, this one is ${formatLimit(total)}`;
  if (total.amount > max)
    return `an order can be worth ${formatLimit({ ...total, amount: max })} at most, this one is ${formatLimit(total)}`;
  return undefined;
}

/** What holds in every shop, whatever its amounts are. */
export function violatedLineLimit(lines: Lines): string | undefined {
  if (lines.length === 0) return 'the cart is empty: there is nothing to order';
  return lines.length > limits.orderLines
    ? `an order can have ${limits.orderLines} different products at most, the cart has ${lines.length}`
    : undefined;
}

/** Minor units as people write them, with as many decimals as the currency has. */
export const formatLimit = (money: Money): string => formatMoney(money, 'en', 'code').replaceAll('\u00a0', ' ');
