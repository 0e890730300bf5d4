/** The dead letters of one service alone: what every consumer answers the order service, which asks with the caller's token. */
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

/** One of the asked service's own, so without its name. */
export const LocalDeadLetter = DeadLetter.omit({ service: true });
export type LocalDeadLetter = z.infer<typeof LocalDeadLetter>;
export const LocalDeadLetterWithPayload = DeadLetterWithPayload.omit({ service: true });
export type LocalDeadLetterWithPayload = z.infer<typeof LocalDeadLetterWithPayload>;

/** Lists are ordered by time, then by id (byte by byte), newest and highest first. */
export const DeadLetterPosition = z.object({ filedAt: Time, id: DeadLetterId });
export type DeadLetterPosition = z.infer<typeof DeadLetterPosition>;

export const LocalDeadLetterQuery = DeadLetterPosition.partial().extend({
  status: DeadLetterStatus.optional(),
  /** A page of all services needs two more than itself: the last of the page before, and whether there is a next. */
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
  summary: 'Newest first, from a position on (with what lies exactly there)',
  scopes,
  query: LocalDeadLetterQuery,
  responses: { 200: LocalDeadLetters },
});

export const getLocalDeadLetter = internalRoute({
  id: 'getLocalDeadLetter',
  method: 'GET',
  path: `${path}/{id}`,
  summary: 'One of them, with the message as it came',
  scopes,
  params,
  responses: { 200: LocalDeadLetterWithPayload },
});

export const replayLocalDeadLetter = internalRoute({
  id: 'replayLocalDeadLetter',
  method: 'POST',
  path: `${path}/{id}/replay`,
  summary: 'Handle it again',
  scopes,
  params,
  responses: { 200: LocalDeadLetter },
});

export const replayLocalDeadLetters = internalRoute({
  id: 'replayLocalDeadLetters',
  method: 'POST',
  path: `${path}/replay`,
  summary: 'Handle those that wait again',
  scopes,
  responses: { 200: Replayed },
});

export const discardLocalDeadLetter = internalRoute({
  id: 'discardLocalDeadLetter',
  method: 'POST',
  path: `${path}/{id}/discard`,
  summary: 'Put it aside for good',
  scopes,
  params,
  body: discardDeadLetter.body,
  responses: { 200: LocalDeadLetter },
});
