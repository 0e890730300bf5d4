/** Why a cart can't be ordered; undefined if it can. The order service enforces the same rules. Pure. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { limits } from '@mambogo/contracts/limits.ts';

export type CheckoutBlocker = 'below' | 'above' | 'too-many' | 'sold-out';

export function checkoutBlocker(
  { items, total }: Pick<Cart, 'items' | 'total'>,
  { orderTotal }: AmountRules,
): CheckoutBlocker | undefined {
  if (items.some(({ availability }) => availability === 'out-of-stock')) return 'sold-out';
  if (items.length > limits.orderLines) return 'too-many';
  if (total.amount < orderTotal.min) return 'below';
  if (total.amount > orderTotal.max) return 'above';
  return undefined;
}
