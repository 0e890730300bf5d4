/**
 * Quotes a cart: the same cart, place, choices, rules and instant always give the same amounts, whatever the order of the lines. No
 * amount is negative, and the parts of each sum add up to it exactly. Pure.
 */
import type { QuoteRequestLine } from '@mambogo/contracts/api/internal-price-quote.ts';
import type { PriceQuote, QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import type { Place, PriceRules, ShippingMethodRule } from '@mambogo/contracts/api/price-rules.ts';
import { type AppliedPromotions, applyPromotions, goodsOf } from './apply-promotions.ts';
import { methodsFor, priceOfMethod, taxPlace } from './shipping-options.ts';
import { summarizeTaxes } from './summarize-taxes.ts';
import { ratesAt, type TaxedAmount, taxClassOf, withTaxes } from './taxes.ts';

export interface QuoteInput {
  /** One line per product. */
  readonly lines: readonly QuoteRequestLine[];
  readonly currency: string;
  /** What is charged is a multiple of this; so are all prices and the amounts of rules. */
  readonly step: number;
  /** Where the goods are delivered. */
  readonly place: Place;
  /** undefined: the first one for the place. */
  readonly shippingMethod?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly rules: PriceRules;
  readonly at: Date;
}

export function quote(input: QuoteInput): QuoteResult {
  const { rules, place, shippingMethod, codes = [], at, step } = input;
  const lines = input.lines.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  const promotions = applyPromotions(lines, rules.promotions.promotions, codes, at, step);
  const goods = lines.map((line, i) => discountedLine(line, i, promotions));
  const value = sumOf(goods.map(({ amount }) => amount));
  const options = methodsFor(rules.shipping, place).map((method) => shippingCost(input, method, value, promotions));
  const shipping =
    shippingMethod === undefined ? options[0] : options.find(({ method }) => method.key === shippingMethod);
  return {
    ...(shipping ? { quote: wholeQuote(input, goods, shipping, promotions) } : {}),
    shippingOptions: options.map(({ method: { key, name, description, pickUp }, taxed: { total } }) => ({
      ...{ key, name, total },
      ...(description ? { description } : {}),
      ...(pickUp ? { pickUpAddress: pickUp.address } : {}),
    })),
    codes: [...promotions.codes],
  };
}

interface DiscountedLine {
  readonly line: QuoteRequestLine;
  readonly discounts: { readonly key: string; readonly amount: number }[];
  /** Its price after discounts. */
  readonly amount: number;
}

function discountedLine(line: QuoteRequestLine, index: number, { discounts }: AppliedPromotions): DiscountedLine {
  const own = discounts
    .map(({ promotion: { key }, amounts }) => ({ key, amount: amounts[index] ?? 0 }))
    .filter(({ amount }) => amount > 0);
  return { line, discounts: own, amount: goodsOf(line) - sumOf(own.map(({ amount }) => amount)) };
}

interface ShippingCost {
  readonly method: ShippingMethodRule;
  readonly price: number;
  readonly discount: number;
  readonly taxed: TaxedAmount;
}

function shippingCost(
  { rules: { taxes }, place, step }: QuoteInput,
  method: ShippingMethodRule,
  value: number,
  { freeShipping }: AppliedPromotions,
): ShippingCost {
  const price = priceOfMethod(method, value);
  const discount = freeShipping ? price : 0;
  const rates = ratesAt(taxes, taxPlace(method, place), taxes.shippingClass);
  return { method, price, discount, taxed: withTaxes(price - discount, rates, taxes.pricesIncludeTax, step) };
}

function wholeQuote(
  { lines: order, currency, step, place, rules: { taxes } }: QuoteInput,
  goods: readonly DiscountedLine[],
  { method, price, discount, taxed: shipping }: ShippingCost,
  { discounts, freeShipping }: AppliedPromotions,
): PriceQuote {
  const { pricesIncludeTax } = taxes;
  const taxAt = taxPlace(method, place);
  const taxed = goods.map(({ line, amount }) =>
    withTaxes(amount, ratesAt(taxes, taxAt, taxClassOf(taxes, line.sku)), pricesIncludeTax, step),
  );
  const lines = goods.map(({ line, discounts: own }, i) => ({
    productId: line.productId,
    quantity: line.quantity,
    goods: goodsOf(line),
    discounts: own,
    taxes: [...(taxed[i]?.taxes ?? [])],
    total: taxed[i]?.total ?? 0,
  }));
  const saved = [
    ...discounts.map(({ promotion, amounts }) => ({ promotion, amount: sumOf(amounts) })),
    ...(freeShipping && discount > 0 ? [{ promotion: freeShipping, amount: discount }] : []),
  ];
  return {
    ...{ currency, step, pricesIncludeTax },
    lines: order.flatMap(({ productId }) => lines.filter((line) => line.productId === productId)),
    discounts: saved.map(({ promotion: { key, name, code }, amount }) => ({
      key,
      name,
      ...(code ? { code } : {}),
      amount,
    })),
    shipping: {
      key: method.key,
      name: method.name,
      ...(method.pickUp ? { pickUpAddress: method.pickUp.address } : {}),
      ...{ price, discount },
      taxes: [...shipping.taxes],
      total: shipping.total,
    },
    taxes: summarizeTaxes([...taxed, shipping]),
    total: sumOf([...lines.map(({ total }) => total), shipping.total]),
  };
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
