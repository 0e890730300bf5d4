/** What happened to accounts, sessions and tokens, as an administrator sees it. */
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
    subject: z.string().optional().meta({ description: "the person's id; none: nobody has that name" }),
    actor: z.string().optional().meta({ description: 'who did it, where that is somebody else' }),
    network: z.string().optional().meta({ description: 'a /24 of IPv4 or a /48 of IPv6' }),
    count: z.int().meta({ description: 'how many of the kind this stands for: floods are summed up' }),
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
  summary: 'Security events of identity, newest first; kept for 90 days',
  query: z.object({
    subject: Id.optional(),
    code: SecurityEventCode.optional(),
    since: Time.optional(),
    ...cursorQuery,
  }),
  responses: { 200: Cursor(SecurityEventEntry).meta({ id: 'SecurityEventPage' }) },
});
