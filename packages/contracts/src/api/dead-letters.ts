/**
 * Events that a service could not handle, for administrators: listed, replayed, or discarded with a reason. Each consumer has
 * these routes for its own; the gateway sends a request to the service it names, and merges the lists of all (decision 61).
 */
import { z } from 'zod';
import { consumers, deadLetterStatuses } from '../enumerations.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { Reason } from '../reason.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';

/** A service that handles events. */
export const Consumer = z.enum(consumers);
export type Consumer = z.infer<typeof Consumer>;

export const DeadLetterStatus = z.enum(deadLetterStatuses);
export type DeadLetterStatus = z.infer<typeof DeadLetterStatus>;

export const DeadLetterId = z.string().regex(/^[A-Za-z0-9._~-]{1,200}$/);

export const DeadLetter = z
  .object({
    service: Consumer,
    id: DeadLetterId.meta({
      description: "the event's id, or a digest of the message if the id cannot be part of a URL",
    }),
    type: z.string().optional().meta({ description: 'the CloudEvents type, if it can be read' }),
    subject: z.string().optional(),
    kind: z.enum(['poison', 'transient']).meta({ description: 'transient ones are retried automatically' }),
    error: z.string(),
    status: DeadLetterStatus,
    reason: z.string().optional().meta({ description: 'why it was discarded' }),
    tries: z.int().meta({ description: 'replays so far' }),
    nextRetryAt: Time.optional().meta({ description: 'when a transient one that waits is retried' }),
    filedAt: Time,
    settledAt: Time.optional(),
    settledBy: z.string().optional(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

export const DeadLetterWithPayload = DeadLetter.extend({
  payload: z.string().meta({ description: 'the message as received' }),
}).meta({ id: 'DeadLetterWithPayload' });
export type DeadLetterWithPayload = z.infer<typeof DeadLetterWithPayload>;

/** Lists are ordered by time, then by id (bytewise), both descending, then by service. */
export const DeadLetterPosition = z.object({ filedAt: Time, id: DeadLetterId });
export type DeadLetterPosition = z.infer<typeof DeadLetterPosition>;

export const DeadLetterPage = Cursor(DeadLetter)
  .extend({ unavailable: z.array(Consumer).meta({ description: 'services that did not respond' }) })
  .meta({ id: 'DeadLetterPage' });
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;

export const Replayed = z.object({ replayed: z.int(), failed: z.int() }).meta({ id: 'Replayed' });
export type Replayed = z.infer<typeof Replayed>;

const admin = {
  owner: 'consumers',
  scopes: ['admin:all'],
  alternativeScopes: ['operations:manage'],
  rate: 'merchants',
} as const;
const serviceParams = z.object({ service: Consumer });
const deadLetterParams = serviceParams.extend({ id: DeadLetterId });

export const listDeadLetters = route({
  ...admin,
  id: 'listDeadLetters',
  method: 'GET',
  path: '/api/v1/admin/dead-letters',
  summary: 'List events that could not be handled, of all services or one, newest first',
  query: z.object({ service: Consumer.optional(), status: DeadLetterStatus.optional(), ...cursorQuery }),
  responses: { 200: DeadLetterPage },
});

export const getDeadLetter = route({
  ...admin,
  id: 'getDeadLetter',
  method: 'GET',
  path: '/api/v1/admin/dead-letters/{service}/{id}',
  summary: 'Get a dead letter with the message as received',
  params: deadLetterParams,
  responses: { 200: DeadLetterWithPayload },
});

export const replayDeadLetter = route({
  ...admin,
  id: 'replayDeadLetter',
  method: 'POST',
  path: '/api/v1/admin/dead-letters/{service}/{id}/replay',
  summary: 'Replay a dead letter; it stays waiting if that fails again',
  params: deadLetterParams,
  responses: { 200: DeadLetter },
});

export const replayDeadLetters = route({
  ...admin,
  id: 'replayDeadLetters',
  method: 'POST',
  path: '/api/v1/admin/dead-letters/{service}/replay',
  summary: 'Replay all waiting dead letters of a service, oldest first',
  params: serviceParams,
  responses: { 200: Replayed },
});

export const discardDeadLetter = route({
  ...admin,
  id: 'discardDeadLetter',
  method: 'POST',
  path: '/api/v1/admin/dead-letters/{service}/{id}/discard',
  summary: 'Discard a dead letter for good, with a reason',
  params: deadLetterParams,
  body: z.strictObject({ reason: Reason }),
  staffText: ['reason'],
  multiLine: ['reason'],
  responses: { 200: DeadLetter },
});
