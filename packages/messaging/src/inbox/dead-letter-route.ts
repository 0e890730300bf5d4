/**
 * Where events end that no retry could help: filed with the reason, for a person to see. The subscription delivers them
 * raw and one at a time, and without end, so an answer other than 200 just brings them again.
 */
import { createHash } from 'node:crypto';
import type { Logger } from '@mambogo/service/logger.ts';
import express, { type Express } from 'express';
import { z } from 'zod';
import { type AnyReaction, checkDelivery, reactionsByType } from './delivery.ts';
import { eventId, type FailureKind, failureKind, failureText } from './delivery-failure.ts';

export const deadLetterPath = '/dead-letters';

export interface DeadLetter {
  /** The event's id; for what can't be read, the SHA-256 of its bytes. */
  readonly id: string;
  /** The message as it came. */
  readonly payload: string;
  /** What checking it here says, if it is poison by its form. */
  readonly fault?: { readonly kind: FailureKind; readonly error: string };
}

export type FileDeadLetter = (letter: DeadLetter) => Promise<void>;

/** The sidecar wraps a raw message into a CloudEvent: its bytes in `data_base64`, or in `data` where they were text or JSON. */
const Wrapped = z.object({ data_base64: z.base64().optional(), data: z.unknown().optional() });

export function mountDeadLetters<C, W>(
  app: Express,
  reactions: readonly AnyReaction<C, W>[],
  file: FileDeadLetter,
  logger: Logger,
): void {
  const byType = reactionsByType(reactions);
  app.post(deadLetterPath, express.json({ limit: '64mb', type: () => true }), async (request, response) => {
    // PostgreSQL keeps no NUL in a text; a message that could not be filed would hold up all that follow.
    const payload = unwrap(request.body).replaceAll('\0', '\uFFFD');
    const letter = examine(payload, byType);
    await file(letter);
    logger.error({ eventId: letter.id, reason: letter.fault?.error }, 'an event was filed with the dead letters');
    response.json({ status: 'SUCCESS' });
  });
}

function unwrap(body: unknown): string {
  const wrapped = Wrapped.parse(body);
  if (wrapped.data_base64 !== undefined) return Buffer.from(wrapped.data_base64, 'base64').toString('utf8');
  return typeof wrapped.data === 'string' ? wrapped.data : JSON.stringify(wrapped.data ?? body);
}

function examine<C, W>(payload: string, reactions: ReadonlyMap<string, AnyReaction<C, W>>): DeadLetter {
  let event: unknown;
  try {
    event = JSON.parse(payload);
  } catch {
    return { id: digest(payload), payload, fault: { kind: 'poison', error: 'not JSON' } };
  }
  const id = eventId(event) ?? digest(payload);
  try {
    checkDelivery(event, reactions);
    return { id, payload };
  } catch (error) {
    return { id, payload, fault: { kind: failureKind(error), error: failureText(error) } };
  }
}

const digest = (payload: string): string => createHash('sha256').update(payload).digest('hex');
