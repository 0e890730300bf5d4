/**
 * The endpoint for events whose retries ran out: they are stored with the reason, for a person to review. The subscription
 * delivers them raw and one at a time, without a retry limit, so any response other than 200 only causes a redelivery.
 */
import { nameRoute } from '@mambogo/service/http/measure-requests.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import express, { type Express } from 'express';
import { z } from 'zod';
import { type AnyEventHandler, handlersByType } from '../inbox/delivery.ts';
import { classifyDeadLetter } from './classify-dead-letter.ts';
import type { DeadLetters } from './dead-letters.ts';

export const deadLetterPath = '/dead-letters';

/** The sidecar wraps a raw message into a CloudEvent: its bytes in `data_base64`, or in `data` where they were text or JSON. */
const WrappedMessage = z.object({ data_base64: z.base64().optional(), data: z.unknown().optional() });

export function mountDeadLetterEndpoint<C, W>(
  app: Express,
  handlers: readonly AnyEventHandler<C, W>[],
  letters: Pick<DeadLetters, 'store'>,
  logger: Logger,
): void {
  const byType = handlersByType(handlers);
  app.post(
    deadLetterPath,
    nameRoute({ id: 'dead-letters' }),
    express.json({ limit: '64mb', type: () => true }),
    async (request, response) => {
      // PostgreSQL cannot store NUL in text, and a message that could not be stored would block all that follow.
      const letter = classifyDeadLetter(unwrap(request.body).replaceAll('\0', '\uFFFD'), byType);
      await letters.store(letter);
      logger.error(
        { event: 'dead_letter.filed', letter: letter.id, reason: letter.failure?.error },
        'event stored as dead letter',
      );
      response.json({ status: 'SUCCESS' });
    },
  );
}

function unwrap(body: unknown): string {
  const wrapped = WrappedMessage.parse(body);
  if (wrapped.data_base64 !== undefined) return Buffer.from(wrapped.data_base64, 'base64').toString('utf8');
  return typeof wrapped.data === 'string' ? wrapped.data : JSON.stringify(wrapped.data ?? body);
}
