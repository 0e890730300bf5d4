/** What clients of a shop were told, in the order in which each of them was told it: what the shop is held to afterwards. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Order, OrderStatus, Refund } from '@mambogo/contracts/api/orders.ts';
import type { Money } from '@mambogo/contracts/money.ts';

/** What an answer said of an order. */
export interface ShownOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly version: number;
  /** productId=quantity, sorted, joined. */
  readonly lines: string;
  readonly total: number;
  readonly cancelledFor?: string;
  readonly refunds: readonly { readonly id: string; readonly amount: number; readonly status: Refund['status'] }[];
}

export interface ShownCart {
  readonly version: string;
  /** Pieces, by product. */
  readonly pieces: Readonly<Record<string, number>>;
}

export type Told =
  /** `placed`: the answer to a purchase. */
  | { readonly type: 'placed'; readonly order: ShownOrder }
  | { readonly type: 'order'; readonly order: ShownOrder }
  | { readonly type: 'refund'; readonly orderId: string; readonly order: ShownOrder }
  | { readonly type: 'received'; readonly productId: string; readonly reference: string; readonly pieces: number }
  | { readonly type: 'cart'; readonly cart: ShownCart }
  | { readonly type: 'signed-up' };

export interface Answer {
  readonly client: string;
  /** Epoch milliseconds: of the answer. */
  readonly at: number;
  readonly told: Told;
}

export interface History {
  readonly answers: readonly Answer[];
  /** An order or cart that is shown again as it was is not noted twice. */
  note(client: string, told: Told): void;
}

export function createHistory(now: () => number = Date.now): History {
  const answers: Answer[] = [];
  const shown = new Map<string, string | number>();
  return {
    answers,
    note(client, told) {
      if (told.type === 'order' && isKnown(`${client} ${told.order.id}`, told.order.version)) return;
      if (told.type === 'cart' && isKnown(client, told.cart.version)) return;
      answers.push({ client, at: now(), told });
    },
  };

  function isKnown(what: string, version: string | number): boolean {
    const same = shown.get(what) === version;
    shown.set(what, version);
    return same;
  }
}

export const shownOrder = (order: Order | AdminOrder): ShownOrder => ({
  id: order.id,
  number: order.number,
  status: order.status,
  version: order.version,
  lines: order.items
    .map(({ productId, quantity }) => `${productId}=${quantity}`)
    .sort()
    .join(' '),
  total: amount(order.total),
  cancelledFor: order.cancellation?.reason,
  refunds: order.refunds.map((refund) => ({
    id: refund.refundId,
    amount: amount(refund.amount),
    status: refund.status,
  })),
});

export const shownCart = ({ version, items }: Cart): ShownCart => ({
  version,
  pieces: Object.fromEntries(items.map(({ productId, quantity }) => [productId, quantity])),
});

const amount = (money: Money): number => money.amount;
