/** Security events of accounts, sessions and tokens, for administrators. */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { SecurityEventCode, SecurityOutcome } from '../security-events.ts';
import { Time } from '../time.ts';

export const SecurityEventEntry = z
  .object({
    id: Id,
    at: Time,
    code: SecurityEventCode,
    outcome: SecurityOutcome,
    subject: z.string().optional().meta({ description: "the user's id; absent if no user has that name" }),
    actor: z.string().optional().meta({ description: 'who did it, if not the subject' }),
    network: z.string().optional().meta({ description: 'a /24 of IPv4 or a /48 of IPv6' }),
    count: z.int().meta({ description: 'number of events that this entry represents: floods are aggregated' }),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'SecurityEvent' });
export type SecurityEventEntry = z.infer<typeof SecurityEventEntry>;

export const listSecurityEvents = route({
  id: 'listSecurityEvents',
  method: 'GET',
  path: '/api/v1/admin/security-events',
  owner: 'identity',
  scopes: ['admin:all'],
  rate: 'merchants',
  summary: 'List security events of identity, newest first; kept for 90 days',
  query: z.object({
    subject: Id.optional(),
    code: SecurityEventCode.optional(),
    since: Time.optional(),
    ...cursorQuery,
  }),
  responses: { 200: Cursor(SecurityEventEntry).meta({ id: 'SecurityEventPage' }) },
});
