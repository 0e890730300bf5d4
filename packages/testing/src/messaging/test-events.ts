/** For tests of messaging: events as emitted by a service and as delivered by a sidecar. */
import { type DataOf, type Envelope, eventType } from '@mambogo/contracts/events/event.ts';
import { stockCommitted } from '@mambogo/contracts/events/inventory-events.ts';
import { newId, OrderId } from '@mambogo/contracts/ids.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import type { BulkDelivery } from '@mambogo/messaging/inbox/bulk-route.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';

export const event = stockCommitted;
export const metadata: EventMetadata = { correlationId: 'story', actor: 'service:test' };

export const orderId = (): OrderId => OrderId.parse(newId());
export const committed = (order: OrderId): DataOf<typeof event> => ({ orderId: order, lines: [] });

/** The envelope of an event. */
export const envelope = (order: OrderId = orderId(), over: Partial<Envelope> = {}): Envelope => ({
  ...createIntegrationEvent('shop-inventory', event, committed(order), metadata).envelope,
  ...over,
});

export const delivery = (message: unknown, entryId: string = newId()): BulkDelivery => ({ entryId, event: message });

/** The type of the event's next major version. */
export const laterType = eventType({ ...event, version: event.version + 1 });
