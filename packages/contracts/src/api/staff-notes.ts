/**
 * Notes of staff about an order or a customer. Private: never in a response to a customer, in an event, or in a customer's
 * export of their data. Notes cannot be changed; a mistake is corrected by another note.
 */
import { z } from 'zod';
import { CustomerId, OrderId } from '../ids.ts';
import { limits } from '../limits.ts';
import { asPersonal } from '../personal.ts';
import { route } from '../route.ts';
import { MultiLineText } from '../text.ts';
import { Time } from '../time.ts';

export const StaffNote = z
  .object({
    id: z.uuid(),
    text: asPersonal(z.string()),
    author: z.string().meta({ description: "the author's id; for an API token, its client ID" }),
    at: Time,
    orderId: OrderId.optional().meta({ description: 'absent: the note is about the customer' }),
  })
  .meta({ id: 'StaffNote' });
export type StaffNote = z.infer<typeof StaffNote>;

/** Newest first, up to the maximum of one order or one customer. */
export const StaffNotes = z.array(StaffNote).meta({ id: 'StaffNotes' });

const notes = { owner: 'order', scopes: ['order:manage'], rate: 'merchants' } as const;
const adding = {
  body: z.strictObject({ text: asPersonal(MultiLineText({ max: limits.text.staffNote })) }),
  staffText: ['text'],
  multiLine: ['text'],
  idempotent: 'optional',
  responses: { 201: StaffNote },
} as const;
const ofOrder = z.object({ id: OrderId });
const ofCustomer = z.object({ id: CustomerId });

export const listOrderNotes = route({
  ...notes,
  id: 'listOrderNotes',
  method: 'GET',
  path: '/api/v1/admin/orders/{id}/notes',
  summary: 'List staff notes about an order, newest first',
  params: ofOrder,
  responses: { 200: StaffNotes },
});

export const addOrderNote = route({
  ...notes,
  ...adding,
  id: 'addOrderNote',
  method: 'POST',
  path: '/api/v1/admin/orders/{id}/notes',
  summary: 'Add a staff note about an order',
  params: ofOrder,
});

export const listCustomerNotes = route({
  ...notes,
  id: 'listCustomerNotes',
  method: 'GET',
  path: '/api/v1/admin/customers/{id}/notes',
  summary: 'List staff notes about a customer, newest first; notes about their orders are with the orders',
  params: ofCustomer,
  responses: { 200: StaffNotes },
});

export const addCustomerNote = route({
  ...notes,
  ...adding,
  id: 'addCustomerNote',
  method: 'POST',
  path: '/api/v1/admin/customers/{id}/notes',
  summary: 'Add a staff note about a customer',
  params: ofCustomer,
});
