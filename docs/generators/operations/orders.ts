/** Orders, for customers. */
import type { OperationTexts } from './operation-text.ts';
import { address, at, cancelledOrder, cart, order, placedOrder, timeline, usd } from './sample-data.ts';

export const orders: OperationTexts = {
  placeOrder: {
    description:
      'Buys the cart as it was shown: `cartVersion` and `expectedTotal` are what the customer saw, and 409 `price-changed` returns the lines that differ. The answer is 202, as stock and payment follow: read the order at `Location`, or follow its events. The same Idempotency-Key again returns the same order.',
    request: {
      cartVersion: cart.version,
      shippingAddress: address,
      payment: { method: 'card', token: 'tok_ok' },
      expectedTotal: usd(7_600),
    },
    response: placedOrder,
  },
  listOrders: {
    description:
      "The caller's own orders, newest first. `next` is the cursor of the following page; without it there is none.",
    response: { items: [order], next: 'eyJhdCI6MX0' },
  },
  getOrder: {
    description: "One of the caller's orders. Somebody else's is 404, as one that does not exist.",
    response: order,
  },
  getTimeline: {
    description:
      'Every step of an order in the order of time, from the logs of all services. A service that can not be asked is an entry `timeline.incomplete`.',
    response: timeline,
  },
  followOrder: {
    description:
      'Server-sent events: `status` with the order as it is, at once and after every change. `Last-Event-ID` resumes after a broken connection. The stream ends when the order can not change any more, or when the token ends.',
    response: order,
  },
  followOrders: {
    description:
      "Server-sent events of up to 20 of the caller's orders in one stream, so that a browser holds one connection whatever it shows: `status` with an order as it is, of each at once and after every change. Ids of other orders are ignored; 404 when none is left. To resume, open it again. The stream ends when none of the orders can change any more, or when the token ends.",
    response: order,
  },
  cancelOrder: {
    description:
      'Cancels an order that was not shipped. Stock goes back and what was paid is refunded; the answer is 202, as both take a moment. Afterwards 409 `invalid-transition`.',
    request: { reason: 'Ordered the wrong size' },
    response: cancelledOrder,
  },
  payOrder: {
    description:
      'Another attempt with another card, while the order is AWAITING_PAYMENT and the last attempt failed for now (`failure.retryable`). Otherwise 409.',
    request: { token: 'tok_ok' },
    response: { ...placedOrder, status: 'AWAITING_PAYMENT', version: 3 },
  },
  listMyOrders: {
    description:
      "For a copy of one's data (GDPR articles 15 and 20): the caller's orders, each with its whole timeline, ten a page.",
    response: { items: [{ order, timeline }] },
  },
  getPaymentProvider: {
    description:
      'Which provider takes the cards and what a browser needs to turn a card into a token there. Card data never reaches the shop.',
    response: { provider: 'simulator', formUrl: 'http://localhost:8086/card-form' },
  },
  getPayment: {
    description:
      "The state of the payment of one of the caller's orders, with the reason when it failed and whether another card may help.",
    response: { orderId: order.id, status: 'CAPTURED', amount: usd(7_600), refunded: usd(0) },
  },
  paymentCallback: {
    description:
      'For payment providers, who sign the bytes of the body as they were sent. The same event twice counts once; one about a charge that is not known yet is kept and matched later.',
    request: JSON.stringify({ id: 'evt_1', type: 'charge.captured', reference: order.payment.reference, at: at.paid }),
  },
};
