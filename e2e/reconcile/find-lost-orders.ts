/**
 * Orders that stock, payment or the payment provider know of and the order service does not, with what they hold. One that holds
 * nothing is among them: somebody was told that it was placed, and what others said of it waits until it is cancelled. Pure.
 */
import type { StoreSnapshot } from '../invariants/cross-store-comparisons.ts';

export interface LostOrder {
  readonly id: string;
  /** Of its reservation; NONE: it has none. */
  readonly stock: string;
  /** Minor units of the shop's currency that were taken and not given back. */
  readonly held: number;
  /** The provider has a charge of it that is not in the books of payment. */
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
