/**
 * The discounts of promotions on the lines of a cart. Pure. They apply one after another, each to what the ones before left: free
 * units first, then percentages, then amounts, in the order of their keys; a line never costs less than nothing.
 */
import type { QuoteRequestLine } from '@mambogo/contracts/api/internal-price-quote.ts';
import type { codeResults } from '@mambogo/contracts/api/price-quote.ts';
import type { Promotion } from '@mambogo/contracts/api/price-rules.ts';
import { allocate, portion } from './allocate.ts';

export type CodeResult = (typeof codeResults)[number];

export interface Discount {
  readonly promotion: Promotion;
  /** By line. */
  readonly amounts: readonly number[];
}

export interface AppliedPromotions {
  readonly discounts: readonly Discount[];
  /** The promotion that makes shipping free, if there is one. */
  readonly freeShipping: Promotion | undefined;
  readonly codes: readonly { readonly code: string; readonly result: CodeResult; readonly minimumValue?: number }[];
}

const effectOrder: readonly Promotion['effect']['type'][] = ['buy-x-get-y', 'percentage', 'amount', 'free-shipping'];

/** @param lines in an order that depends on their products alone, as what rounding leaves goes to the first */
export function applyPromotions(
  lines: readonly QuoteRequestLine[],
  promotions: readonly Promotion[],
  codes: readonly string[],
  at: Date,
  step: number,
): AppliedPromotions {
  const wanted = new Set(codes);
  const results = new Map(promotions.map((promotion) => [promotion, resultOf(promotion, lines, at)]));
  const valid = promotions
    .filter((one) => results.get(one) === 'applied' && (one.code === undefined || wanted.has(one.code)))
    .toSorted(byEffect);
  let left = lines.map(goodsOf);
  const discounts = valid.map((promotion) => {
    const amounts = amountsOf(promotion, lines, left, step);
    left = left.map((amount, i) => amount - (amounts[i] ?? 0));
    return { promotion, amounts };
  });
  return {
    discounts: discounts.filter(({ amounts }) => amounts.some((amount) => amount > 0)),
    freeShipping: valid.find(({ effect }) => effect.type === 'free-shipping'),
    codes: [...wanted].map((code) => {
      const promotion = promotions.find((one) => one.active && one.code === code);
      const result = promotion ? (results.get(promotion) ?? 'unknown') : 'unknown';
      const minimumValue = result === 'minimum-value' ? promotion?.minimumValue : undefined;
      return { code, result, ...(minimumValue === undefined ? {} : { minimumValue }) };
    }),
  };
}

/** What the goods of a line cost without discounts. */
export const goodsOf = ({ unitPrice, quantity }: QuoteRequestLine): number => unitPrice * quantity;

const byEffect = (a: Promotion, b: Promotion): number =>
  effectOrder.indexOf(a.effect.type) - effectOrder.indexOf(b.effect.type) || (a.key < b.key ? -1 : 1);

function resultOf(promotion: Promotion, lines: readonly QuoteRequestLine[], at: Date): CodeResult {
  const { active, startsAt, endsAt, minimumValue = 0, effect } = promotion;
  if (!active) return 'unknown';
  if (startsAt && at < new Date(startsAt)) return 'not-yet';
  if (endsAt && at >= new Date(endsAt)) return 'expired';
  if (lines.reduce((sum, line) => sum + goodsOf(line), 0) < minimumValue) return 'minimum-value';
  const eligible = lines.filter((line) => isFor(promotion, line));
  const isUseful =
    effect.type === 'buy-x-get-y'
      ? eligible.some(({ quantity }) => freeUnits(effect, quantity) > 0)
      : eligible.length > 0;
  return isUseful ? 'applied' : 'no-products';
}

const isFor = ({ skus }: Promotion, { sku }: QuoteRequestLine): boolean => skus === undefined || skus.includes(sku);

const freeUnits = ({ buy, get }: { buy: number; get: number }, quantity: number): number =>
  Math.floor(quantity / (buy + get)) * get;

/** @param left what each line still costs */
function amountsOf(
  promotion: Promotion,
  lines: readonly QuoteRequestLine[],
  left: readonly number[],
  step: number,
): readonly number[] {
  const { effect } = promotion;
  const weights = lines.map((line, i) => (isFor(promotion, line) ? (left[i] ?? 0) : 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  switch (effect.type) {
    case 'buy-x-get-y':
      return lines.map(({ unitPrice, quantity }, i) =>
        Math.min(weights[i] ?? 0, unitPrice * freeUnits(effect, quantity)),
      );
    case 'percentage':
      return allocate(Math.min(all, portion(all, effect.rate, 100_000, step)), weights, step);
    case 'amount':
      return allocate(Math.min(all, effect.amount), weights, step);
    case 'free-shipping':
      return lines.map(() => 0);
  }
}
