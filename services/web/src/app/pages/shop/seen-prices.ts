/**
 * The prices that a customer last saw in the cart. The cart itself always has current prices; changes since the last visit are
 * shown. Pure.
 */
import type { CartItem } from '@mambogo/contracts/api/cart.ts';

/** Product id to minor units. */
export type SeenPrices = Readonly<Record<string, number>>;
type Line = Pick<CartItem, 'productId' | 'name' | 'unitPrice'>;

export interface PriceChange {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  readonly currency: string;
}

export function readSeenPrices(text: string | null): SeenPrices {
  try {
    const given: unknown = JSON.parse(text ?? '{}');
    if (typeof given !== 'object' || given === null) return {};
    return Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return {};
  }
}

export const pricesOf = (lines: readonly Line[]): SeenPrices =>
  Object.fromEntries(lines.map(({ productId, unitPrice }) => [productId, unitPrice.amount]));

export const priceChanges = (seen: SeenPrices, lines: readonly Line[]): PriceChange[] =>
  lines.flatMap(({ productId, name, unitPrice: { amount, currency } }) => {
    const before = seen[productId];
    return before === undefined || before === amount ? [] : [{ name, before, now: amount, currency }];
  });
