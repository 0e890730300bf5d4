/**
 * What the notification service asks for when it sends a message: whom it goes to, and the order that it is about. Events carry
 * neither, and the service does not store them.
 */
import { z } from 'zod';
import { mailLanguages } from '../enumerations.ts';
import { CustomerId, Id, OrderId } from '../ids.ts';
import { asPersonal } from '../personal.ts';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';
import { Order } from './orders.ts';

export const MailContact = z.object({
  /** Absent for guests: nobody knows theirs. */
  login: asPersonal(z.string()).optional(),
  /** As typed; absent if the account has none. */
  email: asPersonal(z.string()).optional(),
  /** That of the last pages this person used to log in; absent until the first log-in. */
  language: z.enum(mailLanguages).optional(),
  /** Of a guest: makes links in mails open their orders in any browser, `/auth/guest/{token}/orders/{id}`. */
  guestToken: z.string().optional(),
});
export type MailContact = z.infer<typeof MailContact>;

export const getMailContact = internalRoute({
  id: 'getMailContact',
  method: 'GET',
  path: '/internal/contacts/{id}',
  summary: "Get a person's name, address and language; 404 after the account was deleted",
  params: z.object({ id: CustomerId }),
  responses: { 200: MailContact },
});

export const PasswordResetLink = z.object({
  /** Of the shop, with the token in it: whoever opens it may choose a new password, once. */
  path: z.string(),
  expiresAt: Time,
});
export type PasswordResetLink = z.infer<typeof PasswordResetLink>;

export const getPasswordResetLink = internalRoute({
  id: 'getPasswordResetLink',
  method: 'GET',
  path: '/internal/password-resets/{id}',
  summary: 'Get the link of a request for a new password; 404 once it was used or expired',
  params: z.object({ id: Id }),
  responses: { 200: PasswordResetLink },
});

/** `customerId`: whom messages about it go to. */
export const MailOrder = Order.extend({ customerId: CustomerId, payBefore: z.string() });
export type MailOrder = z.infer<typeof MailOrder>;

export const getMailOrder = internalRoute({
  id: 'getMailOrder',
  method: 'GET',
  path: '/internal/orders/{id}',
  summary: 'Get an order as its customer sees it',
  params: z.object({ id: OrderId }),
  responses: { 200: MailOrder },
});
