/** Minimum and maximum size of an order. */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Money } from '@mambogo/contracts/money.ts';

type Lines = readonly Pick<OrderLine, 'quantity'>[];

/** Describes the limit that an order violates; undefined if it violates none. */
export function violatedLimit(
  lines: Lines,
  total: Money,
  { orderTotal: { min, max } }: AmountRules,
): string | undefined {
  const tooMany = violatedLineLimit(lines);
  if (tooMany) return tooMany;
  if (total.amount < min)
    return `the minimum order total is ${formatLimit({ ...total, amount: min })}, this order's is ${formatLimit(total)}`;
  if (total.amount > max)
    return `the maximum order total is ${formatLimit({ ...total, amount: max })}, this order's is ${formatLimit(total)}`;
  return undefined;
}

/** The limits that apply whatever the currency. */
export function violatedLineLimit(lines: Lines): string | undefined {
  if (lines.length === 0) return 'the cart is empty: there is nothing to order';
  return lines.length > limits.orderLines
    ? `an order can have at most ${limits.orderLines} different products, the cart has ${lines.length}`
    : undefined;
}

/** For example `USD 10.00`, with the currency's number of decimals. */
export const formatLimit = (money: Money): string => formatMoney(money, 'en', 'code').replaceAll('\u00a0', ' ');
