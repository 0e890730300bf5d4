/** How small and how large an order may be. */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Money } from '@mambogo/contracts/money.ts';

/** The limit an order breaks, in words; undefined when it keeps them all. */
export function limitBroken(lines: readonly Pick<OrderLine, 'quantity'>[], total: Money): string | undefined {
  if (lines.length === 0) return 'the cart is empty: there is nothing to order';
  if (lines.length > limits.orderLines)
    return `an order can have ${limits.orderLines} different products at most, the cart has ${lines.length}`;
  const { min, max } = limits.orderTotal;
  if (total.amount < min)
    return `an order must be worth at least ${inWords({ ...total, amount: min })}, this one is ${inWords(total)}`;
  if (total.amount > max)
    return `an order can be worth ${inWords({ ...total, amount: max })} at most, this one is ${inWords(total)}`;
  return undefined;
}

/** Minor units as people write them, with as many decimals as the currency has. */
export function inWords({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** decimals).replaceAll('\u00a0', ' ');
}
