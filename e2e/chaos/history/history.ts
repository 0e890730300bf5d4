/** What clients observed, in order per client: the shop is checked against it afterwards. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Order, OrderStatus, Refund } from '@mambogo/contracts/api/orders.ts';
import type { Money } from '@mambogo/contracts/money.ts';

/** The order in a response. */
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
  /** Quantity by product. */
  readonly pieces: Readonly<Record<string, number>>;
}

export type Observed =
  /** `placed`: the response to a purchase. */
  | { readonly type: 'placed'; readonly order: ShownOrder }
  | { readonly type: 'order'; readonly order: ShownOrder }
  | { readonly type: 'refund'; readonly orderId: string; readonly order: ShownOrder }
  | { readonly type: 'received'; readonly productId: string; readonly reference: string; readonly pieces: number }
  | { readonly type: 'cart'; readonly cart: ShownCart }
  | { readonly type: 'signed-up' };

export interface Observation {
  readonly client: string;
  /** Epoch milliseconds of the response. */
  readonly at: number;
  readonly observed: Observed;
}

export interface History {
  readonly observations: readonly Observation[];
  /** Records an observation; an unchanged order or cart is not recorded twice. */
  record(client: string, observed: Observed): void;
}

export function createHistory(now: () => number = Date.now): History {
  const observations: Observation[] = [];
  const shown = new Map<string, string | number>();
  return {
    observations,
    record(client, observed) {
      if (observed.type === 'order' && isKnown(`${client} ${observed.order.id}`, observed.order.version)) return;
      if (observed.type === 'cart' && isKnown(client, observed.cart.version)) return;
      observations.push({ client, at: now(), observed });
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
