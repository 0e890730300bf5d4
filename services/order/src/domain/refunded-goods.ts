/**
 * Which pieces of an order refunds are for. Pure. Each piece is refunded once at most, whatever becomes of the money: one that
 * went back into sale is not shipped, also when the provider refuses to pay back. So what is left can be asked for again as money
 * alone.
 */
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { OrderState } from './order-state.ts';

type OrderedGoods = Pick<OrderState, 'lines' | 'refunds' | 'unmatchedReturns'>;

/** Pieces that no refund is for yet, and that are not back in sale, by product. @param more that one is about to be for */
export function remainingQuantities(
  { lines, refunds, unmatchedReturns = [] }: OrderedGoods,
  more: readonly RefundedGoods[] = [],
): Map<ProductId, number> {
  const left = new Map<ProductId, number>();
  for (const { productId, quantity } of lines) left.set(productId, (left.get(productId) ?? 0) + quantity);
  const gone = [
    ...refunds.flatMap(({ goods = [] }) => goods),
    ...unmatchedReturns.flatMap(({ lines }) => lines),
    ...more,
  ];
  for (const { productId, quantity } of gone) left.set(productId, (left.get(productId) ?? 0) - quantity);
  return left;
}

/** There are pieces that no refund is for: what can still be shipped. */
export const hasRemainingQuantity = (order: OrderedGoods): boolean => remainingGoods(order).length > 0;

export const hasRefundedGoods = ({ refunds }: Pick<OrderState, 'refunds'>): boolean =>
  refunds.some(({ goods = [] }) => goods.length > 0);

/** What more pieces than are left are asked for of; undefined: all are there. */
export function excessGoods(
  order: OrderedGoods,
  goods: readonly RefundedGoods[],
): { sku: string; left: number } | undefined {
  const left = remainingQuantities(order);
  for (const { productId, quantity } of goods) {
    const pieces = left.get(productId) ?? 0;
    const sku = order.lines.find((line) => line.productId === productId)?.sku ?? productId;
    if (quantity > pieces) return { sku, left: pieces };
    left.set(productId, pieces - quantity);
  }
  return undefined;
}

/** Minor units that goods were sold for. */
export const priceOf = ({ lines }: Pick<OrderState, 'lines'>, goods: readonly RefundedGoods[]): number =>
  goods.reduce((sum, { productId, quantity }) => {
    const line = lines.find((one) => one.productId === productId);
    return sum + (line?.unitPrice.amount ?? 0) * quantity;
  }, 0);

/** All pieces that are left beside these, to go back into sale. */
export const remainingGoods = (order: OrderedGoods, goods: readonly RefundedGoods[] = []): RefundedGoods[] =>
  [...remainingQuantities(order, goods)].flatMap(([productId, quantity]) =>
    quantity > 0 ? [{ productId, quantity, restock: true }] : [],
  );

/** What goes back into sale, one line a product, in the order of the ids; undefined: nothing does. */
export function restockedLines(goods: readonly RefundedGoods[] = []): StockLine[] | undefined {
  const pieces = new Map<ProductId, number>();
  for (const { productId, quantity, restock } of goods)
    if (restock) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  if (pieces.size === 0) return undefined;
  return [...pieces]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1));
}
