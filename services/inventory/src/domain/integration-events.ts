/** Maps a reservation's domain events to published integration events. Pure. */
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
import type { ReservationEvent } from './reservation.ts';

/** @param expiresAt ISO 8601: when the order is asked to confirm; set once stock was reserved. */
export function integrationEventFor(
  orderId: OrderId,
  event: ReservationEvent,
  expiresAt: string | undefined,
): DomainEvent {
  switch (event.type) {
    case 'reserved':
      if (!expiresAt) throw new Error(`the reservation of order ${orderId} has no expiry`);
      return domainEvent(stockReserved, { orderId, lines: [...event.lines], expiresAt });
    case 'rejected':
      return domainEvent(stockRejected, { orderId, shortages: [...event.shortages] });
    case 'committed':
      return domainEvent(stockCommitted, { orderId, lines: [...event.lines] });
    case 'returned':
      return domainEvent(stockReturned, { orderId, refundId: event.refundId, lines: [...event.lines] });
    case 'released':
      return domainEvent(stockReleased, { orderId, lines: [...event.lines] });
    case 'expired':
      return domainEvent(stockReservationExpired, { orderId, lines: [...event.lines] });
  }
}
