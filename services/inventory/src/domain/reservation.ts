/**
 * An order's reservation of stock. Pure; keyed by the order and kept forever, so that duplicate, late or out-of-order events
 * can be handled from it.
 *
 * NONE -> RESERVED | REJECTED (placed) | RELEASED (cancelled first, or placed too late: a tombstone)
 * RESERVED -> COMMITTED (confirmed) | RELEASED (cancelled);  COMMITTED -> RELEASED (cancelled: goods go back)
 * COMMITTED -> COMMITTED (a refund returns some of its goods into sale: once per refund)
 *
 * A reservation does not end by itself: after its expiry the order is asked to confirm it, and the stock stays reserved until
 * the order confirms or cancels.
 */
import type { Shortage, StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { ProductId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Movement, MovementType } from './stock.ts';

export type Reservation =
  | { readonly status: 'NONE' }
  | { readonly status: 'RESERVED'; readonly lines: readonly StockLine[] }
  | { readonly status: 'COMMITTED'; readonly lines: readonly StockLine[]; readonly returns?: readonly StockReturn[] }
  | { readonly status: 'REJECTED'; readonly shortages: readonly Shortage[] }
  | { readonly status: 'RELEASED' };

/** Sold goods that a refund returned into sale. */
export interface StockReturn {
  readonly refundId: RefundId;
  readonly lines: readonly StockLine[];
}

export type ReservationCommand =
  /** `payBefore`: ISO 8601; after it nothing is reserved. */
  | { readonly type: 'reserve'; readonly lines: readonly StockLine[]; readonly payBefore: string }
  | { readonly type: 'commit' }
  | { readonly type: 'release' }
  /** A refund returns these into sale; no lines: a refund of money only. */
  | ({ readonly type: 'return' } & StockReturn)
  /** The reservation has expired: ask the order to confirm it. */
  | { readonly type: 'ask' };

/** What a decision depends on besides the reservation. */
export interface StockSnapshot {
  /** The database's time. */
  readonly now: Date;
  /** Available quantity by product; absent = unknown product. */
  readonly available: ReadonlyMap<ProductId, number>;
}

export type ReservationEvent =
  | { readonly type: 'reserved' | 'committed' | 'released' | 'expired'; readonly lines: readonly StockLine[] }
  | ({ readonly type: 'returned' } & StockReturn)
  | { readonly type: 'rejected'; readonly shortages: readonly Shortage[] };

export interface Decision {
  readonly next: Reservation;
  /** Published; repeated for a duplicate command. */
  readonly event?: ReservationEvent;
  readonly movements: readonly Movement[];
}

export function decide(current: Reservation, command: ReservationCommand, stockSnapshot: StockSnapshot): Decision {
  switch (command.type) {
    case 'reserve':
      return reserve(current, command, stockSnapshot);
    case 'commit':
      return commit(current);
    case 'release':
      return release(current);
    case 'return':
      return returnGoods(current, command);
    case 'ask':
      return noChange(current, current.status === 'RESERVED' ? { type: 'expired', lines: current.lines } : undefined);
  }
}

function reserve(
  current: Reservation,
  command: Extract<ReservationCommand, { type: 'reserve' }>,
  { now, available }: StockSnapshot,
): Decision {
  if (current.status === 'RESERVED') return noChange(current, { type: 'reserved', lines: current.lines });
  if (current.status === 'REJECTED') return noChange(current, { type: 'rejected', shortages: current.shortages });
  if (current.status !== 'NONE') return noChange(current);
  if (now > new Date(command.payBefore)) return { next: { status: 'RELEASED' }, movements: [] };
  const lines = quantityByProduct(command.lines);
  const shortages = lines.flatMap(({ productId, quantity }) => {
    const inStock = available.get(productId) ?? 0;
    return inStock < quantity ? [{ productId, requested: quantity, available: inStock }] : [];
  });
  if (shortages.length > 0)
    return { next: { status: 'REJECTED', shortages }, event: { type: 'rejected', shortages }, movements: [] };
  return {
    next: { status: 'RESERVED', lines },
    event: { type: 'reserved', lines },
    movements: moveAll(lines, 'reserved'),
  };
}

function commit(current: Reservation): Decision {
  if (current.status === 'COMMITTED') return noChange(current, { type: 'committed', lines: current.lines });
  if (current.status === 'RESERVED')
    return {
      next: { status: 'COMMITTED', lines: current.lines },
      event: { type: 'committed', lines: current.lines },
      movements: moveAll(current.lines, 'committed'),
    };
  if (current.status === 'RELEASED') return noChange(current);
  throw new Error(`order confirmed, but its reservation is ${current.status}`);
}

function release(current: Reservation): Decision {
  const next = { status: 'RELEASED' } as const;
  if (current.status === 'RESERVED')
    return { next, event: { type: 'released', lines: current.lines }, movements: moveAll(current.lines, 'released') };
  if (current.status === 'COMMITTED') {
    const lines = remainingSold(current);
    return { next, event: { type: 'released', lines }, movements: moveAll(lines, 'returned') };
  }
  const stays = current.status === 'REJECTED' || current.status === 'RELEASED';
  return { next: stays ? current : next, event: { type: 'released', lines: [] }, movements: [] };
}

/** A refund implies a confirmed order, so it also commits if it arrives first. Returning more than was sold is an error. */
function returnGoods(current: Reservation, { refundId, lines }: StockReturn): Decision {
  if (lines.length === 0) return noChange(current);
  const event = { type: 'returned', refundId, lines } as const;
  if (current.status === 'RELEASED') return noChange(current, event);
  if (current.status !== 'RESERVED' && current.status !== 'COMMITTED')
    throw new Error(`goods returned for an order whose reservation is ${current.status}`);
  const sold = commit(current);
  const { returns = [] } = current.status === 'COMMITTED' ? current : {};
  if (returns.some((one) => one.refundId === refundId)) return noChange(current, event);
  const next = { status: 'COMMITTED', lines: current.lines, returns: [...returns, { refundId, lines }] } as const;
  if (remainingSold(next).some(({ quantity }) => quantity < 0))
    throw new RangeError(`refund ${refundId} returns more than was sold`);
  return { next, event, movements: [...sold.movements, ...moveAll(lines, 'returned')] };
}

/** Sold minus returned. */
function remainingSold({ lines, returns = [] }: Extract<Reservation, { status: 'COMMITTED' }>): StockLine[] {
  const returned = returns.flatMap((one) => one.lines);
  const minus = returned.map(({ productId, quantity }) => ({ productId, quantity: -quantity }));
  return quantityByProduct([...lines, ...minus]).filter(({ quantity }) => quantity !== 0);
}

const noChange = (next: Reservation, event?: ReservationEvent): Decision => ({ next, event, movements: [] });

const moveAll = (lines: readonly StockLine[], type: MovementType): Movement[] =>
  lines.map(({ productId, quantity }) => ({ productId, type, quantity }));

/** One line per product, in productId order: the order in which rows are locked. */
function quantityByProduct(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<ProductId, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity })).sort(byProduct);
}

const byProduct = (a: StockLine, b: StockLine): number => (a.productId < b.productId ? -1 : 1);
