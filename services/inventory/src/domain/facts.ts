/** What the world is told of a reservation. Pure. */
import { type DomainEvent, domainEvent } from '@mambogo/contracts/events/event.ts';
import {
  stockCommitted,
  stockRejected,
  stockReleased,
  stockReservationExpired,
  stockReserved,
  stockReturned,
} from '@mambogo/contracts/events/inventory-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { ReservationFact } from './reservation.ts';

/** @param expiresAt ISO 8601: when the order will be asked; there once stock was reserved. */
export function factOf(orderId: OrderId, fact: ReservationFact, expiresAt: string | undefined): DomainEvent {
  switch (fact.type) {
    case 'reserved':
      if (!expiresAt) throw new Error(`the reservation of order ${orderId} has no end`);
      return domainEvent(stockReserved, { orderId, lines: [...fact.lines], expiresAt });
    case 'rejected':
      return domainEvent(stockRejected, { orderId, shortages: [...fact.shortages] });
    case 'committed':
      return domainEvent(stockCommitted, { orderId, lines: [...fact.lines] });
    case 'returned':
      return domainEvent(stockReturned, { orderId, refundId: fact.refundId, lines: [...fact.lines] });
    case 'released':
      return domainEvent(stockReleased, { orderId, lines: [...fact.lines] });
    case 'expired':
      return domainEvent(stockReservationExpired, { orderId, lines: [...fact.lines] });
  }
}
