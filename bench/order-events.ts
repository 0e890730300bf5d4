/** The events of a purchase of two products, as they are published and delivered. */
import type { DataOf, Envelope, EventDefinition } from '@mambogo/contracts/events/event.ts';
import { stockChanged, stockCommitted, stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { orderConfirmed, orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { paymentCaptured } from '@mambogo/contracts/events/payment-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';

export interface PublishedEvent {
  readonly event: EventDefinition;
  readonly data: unknown;
  /** As a consumer reads it. */
  readonly envelope: Envelope;
}

export function orderEvents(): PublishedEvent[] {
  const orderId = newId();
  const customerId = newId();
  const money = (amount: number) => ({ amount, currency: 'USD' });
  const lines = [
    { name: 'Green tea, 100 g', quantity: 2 },
    { name: 'Teapot of cast iron', quantity: 1 },
  ].map((line, n) => ({
    productId: newId(),
    sku: `TEA-${n}`,
    unitPrice: money(1_290),
    lineTotal: money(1_290 * line.quantity),
    ...line,
  }));
  const stockLines = lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const inAWhile = new Date(Date.now() + 1_800_000).toISOString();
  const emit = <E extends EventDefinition>(event: E, fields: object): PublishedEvent => {
    const data = event.data.parse(fields) as DataOf<E>;
    const source = `shop-${event.topic.split('.')[0]}`;
    const { envelope } = createIntegrationEvent(source, event, data, {
      correlationId: orderId,
      actor: 'service:order',
    });
    return { event, data, envelope: JSON.parse(JSON.stringify({ ...envelope, sequence: '0000000000000004711' })) };
  };
  return [
    emit(orderPlaced, {
      ...{ orderId, customerId, lines, total: money(3_870), number: 'M-7K3Q-9ZD2' },
      ...{ paymentToken: 'pm_1N2b3c4d5e6f7g8h', payBefore: inAWhile },
    }),
    emit(stockReserved, { orderId, lines: stockLines, expiresAt: inAWhile }),
    ...stockLines.map(({ productId }) =>
      emit(stockChanged, { productId, available: 17, availability: 'in-stock', version: 42 }),
    ),
    emit(paymentCaptured, {
      ...{ orderId, attempt: 1, paymentId: newId(), amount: money(3_870) },
      reference: 'pi_3N2b3c4d5e6f7g8h',
    }),
    emit(orderConfirmed, {
      ...{ orderId, customerId, paymentReference: 'pi_3N2b3c4d5e6f7g8h' },
      lines: lines.map((line) => ({ ...line, cartLineId: newId() })),
    }),
    emit(stockCommitted, { orderId, lines: stockLines }),
  ];
}
