/**
 * Orders that stock, payment or the payment provider know and the order service does not, with what they hold. Those that hold
 * nothing are included: the order was confirmed to a customer as placed, and its events wait until it is cancelled. Pure.
 */
import type { StoreSnapshot } from '../invariants/cross-store-comparisons.ts';

export interface LostOrder {
  readonly id: string;
  /** Of its reservation; NONE: it has none. */
  readonly stock: string;
  /** Minor units of the shop's currency that were captured and not refunded. */
  readonly held: number;
  /** The provider has a charge for it that payment does not know. */
  readonly unbooked: boolean;
}

/** @param unbooked orders whose charges only the provider knows */
export function lostOrders(
  { orders, lost, payments, reservations }: Pick<StoreSnapshot, 'orders' | 'lost' | 'payments' | 'reservations'>,
  unbooked: ReadonlySet<string> = new Set(),
): LostOrder[] {
  const ids = new Set([...payments.keys(), ...reservations.keys(), ...unbooked].filter((id) => !orders.has(id)));
  return [...ids].sort().flatMap((id) => {
    const { captured = 0, refunded = 0 } = payments.get(id) ?? {};
    const stock = reservations.get(id)?.status ?? 'NONE';
    const found = { id, stock, held: captured - refunded, unbooked: unbooked.has(id) };
    const holds = found.held > 0 || found.unbooked || stock === 'RESERVED' || stock === 'COMMITTED';
    return holds || !lost.has(id) ? [found] : [];
  });
}
