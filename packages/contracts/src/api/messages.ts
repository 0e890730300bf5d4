/** Messages to customers by e-mail, for staff: what was sent, what waits and why, and sending one again. They have no addresses. */
import { z } from 'zod';
import { messageKinds, messageStates } from '../enumerations.ts';
import { CustomerId, Id, OrderId } from '../ids.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';

export const MessageId = Id.brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const MessageKind = z.enum(messageKinds);
export type MessageKind = z.infer<typeof MessageKind>;
export const MessageState = z.enum(messageStates);
export type MessageState = z.infer<typeof MessageState>;

export const Message = z
  .object({
    id: MessageId,
    kind: MessageKind,
    state: MessageState.meta({
      description:
        'queued: waits to be sent; sent: a mail server accepted it; failed: it will not be sent by itself; skipped: not sent, for a reason that is no failure',
    }),
    reason: z.string().optional().meta({
      description:
        "why it waits, failed or was skipped: `no-server`, `no-address`, `outdated`, `gave-up`, `rejected`, `unavailable`, with the mail server's code behind a colon",
    }),
    orderId: OrderId.optional(),
    customerId: CustomerId.optional().meta({ description: 'known once it was first tried' }),
    tries: z.int(),
    createdAt: Time,
    nextTryAt: Time.optional(),
    sentAt: Time.optional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

const staff = { owner: 'notification', scopes: ['order:manage'], rate: 'merchants' } as const;

export const listMessages = route({
  ...staff,
  id: 'listMessages',
  method: 'GET',
  path: '/api/v1/admin/messages',
  summary: 'List messages to customers, newest first',
  query: z.object({ orderId: OrderId.optional(), state: MessageState.optional(), ...cursorQuery }),
  responses: { 200: Cursor(Message).meta({ id: 'MessagePage' }) },
});

export const sendMessageAgain = route({
  ...staff,
  id: 'sendMessageAgain',
  method: 'POST',
  path: '/api/v1/admin/messages/{id}/send-again',
  summary: 'Send a message again, whatever became of it',
  params: z.object({ id: MessageId }),
  responses: { 202: Message },
});
