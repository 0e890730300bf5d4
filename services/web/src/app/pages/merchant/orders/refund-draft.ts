/** What was typed into the refund dialog, kept over a log-in in between. Pure. */
import type { GoodsDraft } from './refund-goods.ts';

const ways = ['all', 'goods', 'amount'] as const;

export interface RefundDraft {
  readonly how: (typeof ways)[number];
  /** The amount, of a refund of one. */
  readonly typed: string;
  readonly goods: GoodsDraft;
  /** Of all goods; undefined: nothing was chosen. */
  readonly restock?: boolean;
  readonly reason: string;
  readonly isVisible: boolean;
}

export const noDraft: RefundDraft = { how: 'all', typed: '', goods: {}, reason: '', isVisible: false };

export const refundName = (orderId: string): string => `refund:${orderId}`;

export function readRefundDraft(kept: unknown): RefundDraft | undefined {
  if (!isObject(kept) || !('how' in kept) || !('typed' in kept) || !('reason' in kept)) return undefined;
  return {
    how: ways.find((way) => way === kept.how) ?? 'all',
    typed: String(kept.typed),
    goods: readGoodsDraft('goods' in kept ? kept.goods : undefined),
    ...('restock' in kept && typeof kept.restock === 'boolean' ? { restock: kept.restock } : {}),
    reason: String(kept.reason),
    isVisible: 'isVisible' in kept && kept.isVisible === true,
  };
}

const readGoodsDraft = (kept: unknown): GoodsDraft =>
  Object.fromEntries(
    Object.entries(isObject(kept) ? kept : {}).flatMap(([productId, line]: [string, unknown]) =>
      isObject(line) && 'pieces' in line && 'restock' in line
        ? [[productId, { pieces: String(line.pieces), restock: line.restock === true }]]
        : [],
    ),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
