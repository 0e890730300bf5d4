/** Orders, for merchants. */
import type { OperationTexts } from './operation-text.ts';
import { adminOrder, at, ids, order, shippedOrder, timeline, usd } from './sample-data.ts';

const staffNote = {
  id: '0198f2a0-7000-7000-8000-000000000007',
  text: 'Asked by telephone for a gift wrap',
  author: ids.merchant,
  at: '2026-03-02T09:30:00.000Z',
};

export const merchantOrders: OperationTexts = {
  listAllOrders: {
    description:
      'Orders of all customers, newest first, narrowed down by status, number (with or without its `M`), customer, name, e-mail address, sku, time or total. A name is found by its whole words, whatever their case and accents, as names lie encrypted; an e-mail address as a whole, where the shop has its own log-in. `stuck` are those that have waited longer than they should, `held` those whose goods are set aside and unpaid.',
    response: { items: [adminOrder] },
  },
  listOrderNotes: {
    description: 'Notes that staff wrote about an order, newest first. Customers see none of them.',
    response: [{ ...staffNote, orderId: ids.order }],
  },
  addOrderNote: {
    description:
      'Adds a note about an order, for staff alone. Notes are kept as they were written; when the customer is erased, their texts are unreadable. 409 for a customer who was erased.',
    request: { text: staffNote.text },
    response: { ...staffNote, orderId: ids.order },
  },
  listCustomerNotes: {
    description: 'Notes that staff wrote about a customer, newest first, without those about their orders.',
    response: [staffNote],
  },
  addCustomerNote: {
    description: 'Adds a note about a customer, for staff alone. 409 for a customer who was erased.',
    request: { text: staffNote.text },
    response: staffNote,
  },
  getAnyOrder: {
    description: 'One order, whoever placed it, with the notes that only the staff see.',
    response: adminOrder,
  },
  getAnyTimeline: {
    description: 'Every step of an order, whoever placed it, with who did it.',
    response: timeline.map((entry) => ({
      ...entry,
      actor: entry.actor === 'you' ? `customer:${ids.customer}` : 'service:payment',
      role: entry.actor === 'you' ? 'customer' : 'service',
      cause: entry.actor === 'you' ? 'placeOrder' : 'provider',
      traceId: ids.trace,
    })),
  },
  exportTimeline: {
    description:
      'The timeline of an order as a file. CSV has a header line, `data` is JSON in its last column, and cells that a spreadsheet could take for a formula begin with an apostrophe. JSON Lines has one entry a line, as `getAnyTimeline` returns it.',
    response: `at,service,type,version,actor,role,cause,causationId,correlationId,traceId,traceUrl,data\n${at.placed},order,order.placed,1,customer:${ids.customer},customer,placeOrder,${ids.trace},${ids.order},${ids.trace},,"{""number"":""${order.number}""}"\n`,
  },
  shipOrder: {
    description:
      'Records that the goods were handed to a carrier. The customer sees carrier and tracking number on the order; no message is sent. Only of a CONFIRMED order.',
    request: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' },
    response: shippedOrder,
  },
  deliverOrder: {
    description: 'Records that the goods arrived. Only of a SHIPPED order; it ends there.',
    response: { ...shippedOrder, status: 'DELIVERED', version: 6 },
  },
  cancelAnyOrder: {
    description:
      'Cancels an order that was not shipped: stock goes back, what was paid is refunded. The reason is for the staff alone unless `visibleToCustomer` is true.',
    request: { reason: 'The glaze of the whole lot is flawed', visibleToCustomer: true },
    response: {
      ...adminOrder,
      status: 'CANCELLED',
      cancellation: {
        reason: 'merchant',
        detail: 'the shop cancelled the order',
        retryable: false,
        suggestion: 'Ask the shop.',
        shopNote: 'The glaze of the whole lot is flawed',
        shopNoteVisible: true,
      },
      version: 5,
    },
  },
  refundOrder: {
    description:
      'Pays back what was paid, all that is left or a part of it. It is sent to the provider until that has answered; how long the bank takes to book it is up to the bank. More than is left is 422 `refund-exceeds-payment`.',
    request: { amount: usd(3_800), reason: 'One arrived broken', visibleToCustomer: true },
    response: {
      ...adminOrder,
      refunds: [
        {
          refundId: ids.refund,
          amount: usd(3_800),
          reason: 'the shop pays it back',
          shopNote: 'One arrived broken',
          shopNoteVisible: true,
          status: 'REQUESTED',
        },
      ],
      version: 5,
    },
  },
};
