/**
 * Tracks which units of an order its refunds cover. Pure. Each unit is refunded at most once, even if the provider rejects the
 * refund: a restocked unit is not shipped either way. The remaining money can then be requested again without goods.
 */
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { OrderState } from './order-state.ts';

type OrderedGoods = Pick<OrderState, 'lines' | 'refunds' | 'unmatchedReturns'>;

/**
 * Units not yet refunded or restocked, by product; 0 also where more came back than was ordered: after a restore inventory may
 * know a return besides those that the order has requested.
 * @param more goods of a refund that is about to be requested
 */
export function remainingQuantities(
  { lines, refunds, unmatchedReturns = [] }: OrderedGoods,
  more: readonly RefundedGoods[] = [],
): Map<ProductId, number> {
  const left = new Map<ProductId, number>();
  for (const { productId, quantity } of lines) left.set(productId, (left.get(productId) ?? 0) + quantity);
  const unavailable = [
    ...refunds.flatMap(({ goods = [] }) => goods),
    ...unmatchedReturns.flatMap(({ lines }) => lines),
    ...more,
  ];
  for (const { productId, quantity } of unavailable) left.set(productId, (left.get(productId) ?? 0) - quantity);
  return new Map([...left].map(([productId, quantity]) => [productId, Math.max(0, quantity)]));
}

/** Whether any unit is not refunded and can still be shipped. */
export const hasRemainingQuantity = (order: OrderedGoods): boolean => remainingGoods(order).length > 0;

export const hasRefundedGoods = ({ refunds }: Pick<OrderState, 'refunds'>): boolean =>
  refunds.some(({ goods = [] }) => goods.length > 0);

/** The first product of which more units are requested than remain; undefined if there is none. */
export function excessGoods(
  order: OrderedGoods,
  goods: readonly RefundedGoods[],
): { sku: string; left: number } | undefined {
  const left = remainingQuantities(order);
  for (const { productId, quantity } of goods) {
    const units = left.get(productId) ?? 0;
    const sku = order.lines.find((line) => line.productId === productId)?.sku ?? productId;
    if (quantity > units) return { sku, left: units };
    left.set(productId, units - quantity);
  }
  return undefined;
}

/**
 * What was paid for the goods, in minor units, with discounts and taxes. Where a line is not a multiple of its quantity, its units
 * differ by what can be charged: the units of a line, refunded one after another, return exactly what was paid for it.
 */
export function paidFor(order: OrderedGoods & Pick<OrderState, 'quote'>, goods: readonly RefundedGoods[]): number {
  const left = remainingQuantities(order);
  let paid = 0;
  for (const { productId, quantity } of goods) {
    const before = left.get(productId) ?? 0;
    paid += paidForUnits(order, productId, before) - paidForUnits(order, productId, Math.max(0, before - quantity));
    left.set(productId, before - quantity);
  }
  return paid;
}

/** Of the last units of a line. */
function paidForUnits(
  { lines, quote }: Pick<OrderState, 'lines' | 'quote'>,
  product: ProductId,
  units: number,
): number {
  const quoted = quote?.lines.find(({ productId }) => productId === product);
  const line = lines.find(({ productId }) => productId === product);
  if (!quote || !quoted) return (line?.unitPrice.amount ?? 0) * units;
  const exact = (quoted.total / quote.step) * units;
  return ((exact - (exact % quoted.quantity)) / quoted.quantity) * quote.step;
}

/** What was paid for shipping, if these goods are the last of an order that was not shipped; it is refunded with them. */
export function unusedShipping(
  order: OrderedGoods & Pick<OrderState, 'quote' | 'status'>,
  goods: readonly RefundedGoods[],
): number {
  const isLast = order.status === 'CONFIRMED' && remainingGoods(order, goods).length === 0;
  return isLast ? (order.quote?.shipping.total ?? 0) : 0;
}

/** All remaining units except these, to be restocked. */
export const remainingGoods = (order: OrderedGoods, goods: readonly RefundedGoods[] = []): RefundedGoods[] =>
  [...remainingQuantities(order, goods)].flatMap(([productId, quantity]) =>
    quantity > 0 ? [{ productId, quantity, restock: true }] : [],
  );

/** The goods to restock, one line per product, sorted by id; undefined if there are none. */
export function restockedLines(goods: readonly RefundedGoods[] = []): StockLine[] | undefined {
  const units = new Map<ProductId, number>();
  for (const { productId, quantity, restock } of goods)
    if (restock) units.set(productId, (units.get(productId) ?? 0) + quantity);
  if (units.size === 0) return undefined;
  return [...units]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1));
}
