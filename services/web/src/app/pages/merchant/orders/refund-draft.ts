/** The input of the refund dialog, kept during a re-authentication. Pure. */
import type { GoodsDraft } from './refund-goods.ts';

const ways = ['all', 'goods', 'amount'] as const;

export interface RefundDraft {
  readonly how: (typeof ways)[number];
  /** The typed amount of a custom refund. */
  readonly typed: string;
  readonly goods: GoodsDraft;
  /** Whether to restock all items; undefined for the default. */
  readonly restock?: boolean;
  readonly reason: string;
  readonly isVisible: boolean;
}

export const noDraft: RefundDraft = { how: 'all', typed: '', goods: {}, reason: '', isVisible: false };

export const refundName = (orderId: string): string => `refund:${orderId}`;

export function readRefundDraft(saved: unknown): RefundDraft | undefined {
  if (!isObject(saved) || !('how' in saved) || !('typed' in saved) || !('reason' in saved)) return undefined;
  return {
    how: ways.find((way) => way === saved.how) ?? 'all',
    typed: String(saved.typed),
    goods: readGoodsDraft('goods' in saved ? saved.goods : undefined),
    ...('restock' in saved && typeof saved.restock === 'boolean' ? { restock: saved.restock } : {}),
    reason: String(saved.reason),
    isVisible: 'isVisible' in saved && saved.isVisible === true,
  };
}

const readGoodsDraft = (saved: unknown): GoodsDraft =>
  Object.fromEntries(
    Object.entries(isObject(saved) ? saved : {}).flatMap(([productId, line]: [string, unknown]) =>
      isObject(line) && 'pieces' in line && 'restock' in line
        ? [[productId, { pieces: String(line.pieces), restock: line.restock === true }]]
        : [],
    ),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
