/**
 * A product's stock and how movements change it. Pure.
 * Rules: on hand + sold = received + adjusted; 0 <= reserved <= on hand; available = on hand - reserved.
 */
import type { Availability } from '@mambogo/contracts/api/products.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';

export interface Stock {
  readonly productId: ProductId;
  readonly onHand: number;
  readonly reserved: number;
  readonly sold: number;
  readonly received: number;
  readonly adjusted: number;
}

export type MovementType = 'received' | 'adjusted' | 'reserved' | 'released' | 'committed' | 'returned' | 'announced';

export interface Movement {
  readonly productId: ProductId;
  readonly type: MovementType;
  /** Positive, except for `adjusted`; 0 for `announced`, which only says when the next delivery is expected. */
  readonly quantity: number;
}

export const emptyStock = (productId: ProductId): Stock => ({
  productId,
  onHand: 0,
  reserved: 0,
  sold: 0,
  received: 0,
  adjusted: 0,
});

/** At and below this quantity a product is `low-stock`. */
export const lowStock = 5;

export const available = (stock: Pick<Stock, 'onHand' | 'reserved'>): number => stock.onHand - stock.reserved;

export const availability = (pieces: number): Availability =>
  pieces <= 0 ? 'out-of-stock' : pieces <= lowStock ? 'low-stock' : 'in-stock';

/** The stock after a movement. Throws a RangeError if a rule would be violated: a bug in the caller. */
export function move(stock: Stock, { type, quantity }: Movement): Stock {
  const next = { ...stock, ...change[type](stock, quantity) };
  if (next.reserved < 0 || next.reserved > next.onHand || next.sold < 0)
    throw new RangeError(`${type} ${quantity} of ${stock.productId} breaks the stock's rules`);
  return next;
}

const change: Record<MovementType, (stock: Stock, quantity: number) => Partial<Stock>> = {
  received: ({ onHand, received }, q) => ({ onHand: onHand + q, received: received + q }),
  adjusted: ({ onHand, adjusted }, q) => ({ onHand: onHand + q, adjusted: adjusted + q }),
  reserved: ({ reserved }, q) => ({ reserved: reserved + q }),
  released: ({ reserved }, q) => ({ reserved: reserved - q }),
  committed: ({ onHand, reserved, sold }, q) => ({ onHand: onHand - q, reserved: reserved - q, sold: sold + q }),
  returned: ({ onHand, sold }, q) => ({ onHand: onHand + q, sold: sold - q }),
  announced: () => ({}),
};
