/**
 * What the shop keeps of somebody, for themselves (GDPR articles 15 and 20): always that of the token's subject. Identity answers
 * for accounts (with an issuer of one's own it is not there), the order service for orders; the rest of the API has the cart.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { Order, TimelineEntry } from './orders.ts';
import { Role } from './people.ts';
import { SecurityEventEntry } from './security-events.ts';

export const Me = z
  .object({
    id: Id,
    login: z.string(),
    email: z.string().optional(),
    roles: z.array(Role),
    createdAt: Time,
    sessions: z
      .array(z.object({ device: z.string(), beganAt: Time, usedAt: Time }))
      .meta({ description: 'where they are logged in' }),
    secondFactors: z.object({
      passkeys: z.array(z.object({ name: z.string(), createdAt: Time, usedAt: Time.optional() })),
      authenticatorApp: z.boolean(),
      recoveryCodes: z.int().meta({ description: 'how many are left' }),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Who else did something is not theirs to know: `actor` is left out. */
export const OwnSecurityEvent = SecurityEventEntry.omit({ subject: true, actor: true }).meta({
  id: 'OwnSecurityEvent',
});
export type OwnSecurityEvent = z.infer<typeof OwnSecurityEvent>;

export const OrderRecord = z.object({ order: Order, timeline: z.array(TimelineEntry) }).meta({ id: 'OrderRecord' });
export type OrderRecord = z.infer<typeof OrderRecord>;

/** An answer asks other services for the timeline of each of its orders, so there are few in one. */
const maxRecords = 10;

export const getMe = route({
  id: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  owner: 'identity',
  scopes: [],
  rate: 'default',
  summary: "The caller's own account",
  responses: { 200: Me },
});

export const listMySecurityEvents = route({
  id: 'listMySecurityEvents',
  method: 'GET',
  path: '/api/v1/me/security-events',
  owner: 'identity',
  scopes: [],
  rate: 'default',
  summary: "Security events of the caller's own account, newest first; kept for 90 days",
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
  summary: "The caller's own orders with all that happened to them, newest first",
  query: z.object({ ...cursorQuery, size: z.coerce.number().int().min(1).max(maxRecords).default(maxRecords) }),
  responses: { 200: Cursor(OrderRecord).meta({ id: 'OrderRecordPage' }) },
});
