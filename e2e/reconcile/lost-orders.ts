/** Orders that stock or payment know of and the order service does not, with what they hold. Pure. */
import type { Books } from '../invariants/across-stores.ts';

export interface LostOrder {
  readonly id: string;
  /** Of its reservation; NONE: it has none. */
  readonly stock: string;
  /** Minor units of the shop's currency that were taken and not given back. */
  readonly held: number;
}

export function lostOrders({ orders, payments, reservations }: Books): LostOrder[] {
  const ids = new Set([...payments.keys(), ...reservations.keys()].filter((id) => !orders.has(id)));
  return [...ids].sort().flatMap((id) => {
    const { captured = 0, refunded = 0 } = payments.get(id) ?? {};
    const stock = reservations.get(id)?.status ?? 'NONE';
    const held = captured - refunded;
    return held > 0 || stock === 'RESERVED' || stock === 'COMMITTED' ? [{ id, stock, held }] : [];
  });
}
