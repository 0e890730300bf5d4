/** Internal routes to the dead letters of one service, which the order service calls with the caller's token. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';
import {
  DeadLetter,
  DeadLetterId,
  DeadLetterStatus,
  DeadLetterWithPayload,
  discardDeadLetter,
  Replayed,
} from './dead-letters.ts';

/** A dead letter of the called service, without its name. */
export const LocalDeadLetter = DeadLetter.omit({ service: true });
export type LocalDeadLetter = z.infer<typeof LocalDeadLetter>;
export const LocalDeadLetterWithPayload = DeadLetterWithPayload.omit({ service: true });
export type LocalDeadLetterWithPayload = z.infer<typeof LocalDeadLetterWithPayload>;

/** Lists are ordered by time, then by id (bytewise), both descending. */
export const DeadLetterPosition = z.object({ filedAt: Time, id: DeadLetterId });
export type DeadLetterPosition = z.infer<typeof DeadLetterPosition>;

export const LocalDeadLetterQuery = DeadLetterPosition.partial().extend({
  status: DeadLetterStatus.optional(),
  /** A page over all services needs two more than its size: the last one of the previous page, and whether there is a next. */
  size: z.coerce
    .number()
    .int()
    .min(1)
    .max(limits.pageSize.max + 2),
});
export type LocalDeadLetterQuery = z.infer<typeof LocalDeadLetterQuery>;

export const LocalDeadLetters = z.object({ items: z.array(LocalDeadLetter) });
export type LocalDeadLetters = z.infer<typeof LocalDeadLetters>;

const path = '/internal/dead-letters';
const scopes = ['admin:all'] as const;
const params = z.object({ id: DeadLetterId });

export const listLocalDeadLetters = internalRoute({
  id: 'listLocalDeadLetters',
  method: 'GET',
  path,
  summary: 'List dead letters, newest first, from a position on (inclusive)',
  scopes,
  query: LocalDeadLetterQuery,
  responses: { 200: LocalDeadLetters },
});

export const getLocalDeadLetter = internalRoute({
  id: 'getLocalDeadLetter',
  method: 'GET',
  path: `${path}/{id}`,
  summary: 'Get a dead letter with the message as received',
  scopes,
  params,
  responses: { 200: LocalDeadLetterWithPayload },
});

export const replayLocalDeadLetter = internalRoute({
  id: 'replayLocalDeadLetter',
  method: 'POST',
  path: `${path}/{id}/replay`,
  summary: 'Replay a dead letter',
  scopes,
  params,
  responses: { 200: LocalDeadLetter },
});

export const replayLocalDeadLetters = internalRoute({
  id: 'replayLocalDeadLetters',
  method: 'POST',
  path: `${path}/replay`,
  summary: 'Replay all waiting dead letters',
  scopes,
  responses: { 200: Replayed },
});

export const discardLocalDeadLetter = internalRoute({
  id: 'discardLocalDeadLetter',
  method: 'POST',
  path: `${path}/{id}/discard`,
  summary: 'Discard a dead letter',
  scopes,
  params,
  body: discardDeadLetter.body,
  responses: { 200: LocalDeadLetter },
});
