/**
 * The personal data that the shop stores, for the user themselves (GDPR articles 15 and 20): always of the token's subject.
 * Identity serves the account (not with an external issuer), the order service the orders; the cart is in the rest of the API.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { asPersonal } from '../personal.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { Order, TimelineEntry } from './orders.ts';
import { Role } from './people.ts';
import { SecurityEventEntry } from './security-events.ts';

export const Me = z
  .object({
    id: Id,
    login: asPersonal(z.string()),
    email: asPersonal(z.string()).optional(),
    roles: z.array(Role),
    createdAt: Time,
    sessions: z
      .array(z.object({ device: asPersonal(z.string()), beganAt: Time, usedAt: Time }))
      .meta({ description: 'active log-in sessions' }),
    secondFactors: z.object({
      passkeys: z.array(z.object({ name: asPersonal(z.string()), createdAt: Time, usedAt: Time.optional() })),
      authenticatorApp: z.boolean(),
      recoveryCodes: z.int().meta({ description: 'how many are left' }),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Without `actor`: users must not learn who else did something. */
export const OwnSecurityEvent = SecurityEventEntry.omit({ subject: true, actor: true }).meta({
  id: 'OwnSecurityEvent',
});
export type OwnSecurityEvent = z.infer<typeof OwnSecurityEvent>;

export const OrderRecord = z.object({ order: Order, timeline: z.array(TimelineEntry) }).meta({ id: 'OrderRecord' });
export type OrderRecord = z.infer<typeof OrderRecord>;

/** A response needs calls to other services for the timeline of each order, so pages are small. */
const maxRecords = 10;

export const getMe = route({
  id: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  owner: 'identity',
  scopes: [],
  rate: 'default',
  summary: "Get the caller's account",
  responses: { 200: Me },
});

export const listMySecurityEvents = route({
  id: 'listMySecurityEvents',
  method: 'GET',
  path: '/api/v1/me/security-events',
  owner: 'identity',
  scopes: [],
  rate: 'default',
  summary: "List security events of the caller's account, newest first; kept for 90 days",
  query: z.object(cursorQuery),
  responses: { 200: Cursor(OwnSecurityEvent).meta({ id: 'OwnSecurityEventPage' }) },
});

export const listMyOrders = route({
  id: 'listMyOrders',
  method: 'GET',
  path: '/api/v1/me/orders',
  owner: 'order',
  scopes: ['order:write'],
  rate: 'orders',
  summary: "List the caller's orders with their timelines, newest first",
  query: z.object({ ...cursorQuery, size: z.coerce.number().int().min(1).max(maxRecords).default(maxRecords) }),
  responses: { 200: Cursor(OrderRecord).meta({ id: 'OrderRecordPage' }) },
});
