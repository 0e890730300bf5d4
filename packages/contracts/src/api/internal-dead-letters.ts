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
export const OwnLetter = DeadLetter.omit({ service: true });
export type OwnLetter = z.infer<typeof OwnLetter>;
export const OwnLetterWithPayload = DeadLetterWithPayload.omit({ service: true });
export type OwnLetterWithPayload = z.infer<typeof OwnLetterWithPayload>;

/** Lists are ordered by time, then by id (byte by byte), newest and highest first. */
export const LetterPosition = z.object({ filedAt: Time, id: DeadLetterId });
export type LetterPosition = z.infer<typeof LetterPosition>;

export const OwnLetterQuery = LetterPosition.partial().extend({
  status: DeadLetterStatus.optional(),
  /** A page of all services needs two more than itself: the last of the page before, and whether there is a next. */
  size: z.coerce
    .number()
    .int()
    .min(1)
    .max(limits.pageSize.max + 2),
});
export type OwnLetterQuery = z.infer<typeof OwnLetterQuery>;

export const OwnLetters = z.object({ items: z.array(OwnLetter) });
export type OwnLetters = z.infer<typeof OwnLetters>;

const path = '/internal/dead-letters';
const scopes = ['admin:all'] as const;
const params = z.object({ id: DeadLetterId });

export const listOwnLetters = internalRoute({
  id: 'listOwnLetters',
  method: 'GET',
  path,
  summary: 'Newest first, from a position on (with what lies exactly there)',
  scopes,
  query: OwnLetterQuery,
  answers: { 200: OwnLetters },
});

export const getOwnLetter = internalRoute({
  id: 'getOwnLetter',
  method: 'GET',
  path: `${path}/{id}`,
  summary: 'One of them, with the message as it came',
  scopes,
  params,
  answers: { 200: OwnLetterWithPayload },
});

export const replayOwnLetter = internalRoute({
  id: 'replayOwnLetter',
  method: 'POST',
  path: `${path}/{id}/replay`,
  summary: 'Handle it again',
  scopes,
  params,
  answers: { 200: OwnLetter },
});

export const replayOwnLetters = internalRoute({
  id: 'replayOwnLetters',
  method: 'POST',
  path: `${path}/replay`,
  summary: 'Handle those that wait again',
  scopes,
  answers: { 200: Replayed },
});

export const discardOwnLetter = internalRoute({
  id: 'discardOwnLetter',
  method: 'POST',
  path: `${path}/{id}/discard`,
  summary: 'Put it aside for good',
  scopes,
  params,
  body: discardDeadLetter.body,
  answers: { 200: OwnLetter },
});
