/** Forged events, as an intruder could publish them. */
import { newId, newOrderId, newPaymentId } from '@mambogo/contracts/ids.ts';

interface EventOverrides {
  readonly id?: string;
  readonly type?: string;
  readonly source?: string;
  readonly subject?: string;
  readonly data?: unknown;
}

/** An event as payment would publish it, except for the fields of `over`. */
export function forgeEvent(over: EventOverrides = {}): { id: string; text: string } {
  const orderId = newOrderId();
  const id = over.id ?? newId();
  const text = JSON.stringify({
    specversion: '1.0',
    id,
    source: 'shop-payment',
    type: 'com.mambogo.payment.captured.v1',
    subject: orderId,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: orderId,
    data: {
      orderId,
      attempt: 1,
      paymentId: newPaymentId(),
      amount: { amount: 1_000, currency: 'USD' },
      reference: 'nobody',
    },
    ...over,
  });
  return { id, text };
}
