/** Which goods of an order a refund is for, as staff type it. Pure. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';

type Read = Pick<AdminOrder, 'items' | 'refunds'>;

export interface GoodsLine extends OrderLine {
  /** Pieces that no refund is for yet. */
  readonly left: number;
}

/** What was typed of a line, by its product. */
export type GoodsDraft = Readonly<Record<string, { readonly pieces: string; readonly restock: boolean }>>;

/** Lines of which pieces are left to be paid back. */
export const goodsLeft = ({ items, refunds }: Read): GoodsLine[] =>
  items.flatMap((line) => {
    const back = refunds
      .flatMap(({ goods = [] }) => goods)
      .reduce((sum, { productId, quantity }) => sum + (productId === line.productId ? quantity : 0), 0);
    return line.quantity > back ? [{ ...line, left: line.quantity - back }] : [];
  });

/** Pieces of a line; undefined: that is no number from 0 to what is left. */
export function parseGoodsQuantity(typed: string, { left }: Pick<GoodsLine, 'left'>): number | undefined {
  if (typed.trim() === '') return 0;
  return /^\d{1,6}$/.test(typed.trim()) && Number(typed) <= left ? Number(typed) : undefined;
}

/** undefined: something typed is wrong, or nothing was. */
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

/** All pieces that are left. */
export const allGoods = (lines: readonly GoodsLine[], restock: boolean): RefundedGoods[] =>
  lines.map(({ productId, left }) => ({ productId, quantity: left, restock }));

/** Minor units they were sold for. */
export const priceOfGoods = (lines: readonly GoodsLine[], goods: readonly RefundedGoods[]): number =>
  goods.reduce((sum, { productId, quantity }) => {
    const line = lines.find((one) => one.productId === productId);
    return sum + (line?.unitPrice.amount ?? 0) * quantity;
  }, 0);
