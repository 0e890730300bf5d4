/** Messages to customers, for staff. */
import type { OperationTexts } from './operation-text.ts';
import { at, ids } from './sample-data.ts';

const message = {
  id: '0198c5a4-0101-7202-8303-040405050607',
  kind: 'order-confirmed',
  state: 'sent',
  orderId: ids.order,
  customerId: ids.customer,
  tries: 1,
  createdAt: at.paid,
  sentAt: at.paid,
};
const { sentAt: _, ...unsent } = message;

export const messageOperations: OperationTexts = {
  listMessages: {
    description:
      'Messages by e-mail, of all orders or one, newest first, with what became of each. Addresses and texts are not stored: they are asked for when a message is sent.',
    response: { items: [message], next: 'MDE5OGM1YTA' },
  },
  sendMessageAgain: {
    description:
      'Puts a message into the queue again, sent or not, as a new mail. Its text and address are those of now: a corrected address gets it.',
    response: { ...unsent, state: 'queued', tries: 0, nextTryAt: at.shipped },
  },
};
