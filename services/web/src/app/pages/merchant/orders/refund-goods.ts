/** Parses the items of a refund. Pure. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';

type Read = Pick<AdminOrder, 'items' | 'refunds'>;

export interface GoodsLine extends OrderLine {
  /** Quantity not refunded yet. */
  readonly left: number;
}

/** The input per line, by product id. */
export type GoodsDraft = Readonly<Record<string, { readonly pieces: string; readonly restock: boolean }>>;

/** Lines with a refundable quantity. */
export const goodsLeft = ({ items, refunds }: Read): GoodsLine[] =>
  items.flatMap((line) => {
    const back = refunds
      .flatMap(({ goods = [] }) => goods)
      .reduce((sum, { productId, quantity }) => sum + (productId === line.productId ? quantity : 0), 0);
    return line.quantity > back ? [{ ...line, left: line.quantity - back }] : [];
  });

/** Quantity of a line; undefined unless it is a number from 0 to what is left. */
export function parseGoodsQuantity(typed: string, { left }: Pick<GoodsLine, 'left'>): number | undefined {
  if (typed.trim() === '') return 0;
  return /^\d{1,6}$/.test(typed.trim()) && Number(typed) <= left ? Number(typed) : undefined;
}

/** undefined if an input is invalid or all are empty. */
export function parseGoods(
  lines: readonly GoodsLine[],
  draft: GoodsDraft,
  restock: boolean,
): RefundedGoods[] | undefined {
  const goods: RefundedGoods[] = [];
  for (const line of lines) {
    const typed = draft[line.productId];
    const quantity = parseGoodsQuantity(typed?.pieces ?? '', line);
    if (quantity === undefined) return undefined;
    if (quantity > 0) goods.push({ productId: line.productId, quantity, restock: typed?.restock ?? restock });
  }
  return goods.length > 0 ? goods : undefined;
}

/** The full remaining quantity of each line. */
export const allGoods = (lines: readonly GoodsLine[], restock: boolean): RefundedGoods[] =>
  lines.map(({ productId, left }) => ({ productId, quantity: left, restock }));

/** Their price in minor units. */
export const priceOfGoods = (lines: readonly GoodsLine[], goods: readonly RefundedGoods[]): number =>
  goods.reduce((sum, { productId, quantity }) => {
    const line = lines.find((one) => one.productId === productId);
    return sum + (line?.unitPrice.amount ?? 0) * quantity;
  }, 0);
