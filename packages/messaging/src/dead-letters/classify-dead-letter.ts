/** Extracts what can be read from a message that could not be handled: its id, type, subject and failure. */
import { createHash } from 'node:crypto';
import { DeadLetterId } from '@mambogo/contracts/api/dead-letters.ts';
import { z } from 'zod';
import { type AnyEventHandler, checkDelivery, parseDelivery } from '../inbox/delivery.ts';
import { eventId, failureOf } from '../inbox/delivery-failure.ts';
import type { NewDeadLetter } from './dead-letters.ts';

const printable = z.string().regex(/^\P{Cc}{1,200}$/u);
const MessageHeader = z.object({
  type: printable.optional().catch(undefined),
  subject: printable.optional().catch(undefined),
});

/** @param topic that the message was delivered on, if known */
export function classifyDeadLetter<C, W>(
  payload: string,
  handlers: ReadonlyMap<string, AnyEventHandler<C, W>>,
  topic?: string,
): NewDeadLetter {
  try {
    const event = parseDelivery(payload);
    const messageId = eventId(event);
    const letter = {
      id: deadLetterId(messageId, payload),
      payload,
      eventId: messageId,
      ...MessageHeader.safeParse(event).data,
    };
    return { ...letter, ...failureIn(event, handlers, topic) };
  } catch (error) {
    return { id: digest(payload), payload, failure: failureOf(error) };
  }
}

function failureIn<C, W>(
  event: unknown,
  handlers: ReadonlyMap<string, AnyEventHandler<C, W>>,
  topic: string | undefined,
): Pick<NewDeadLetter, 'failure'> {
  try {
    checkDelivery(event, handlers, topic);
    return {};
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** The event's id if it can be part of a URL and of a cursor, otherwise a digest of the message. */
function deadLetterId(messageId: string | undefined, payload: string): string {
  const id = DeadLetterId.safeParse(messageId).data;
  return id && id.length <= 64 && !/^\.\.?$/.test(id) ? id : digest(payload);
}

const digest = (payload: string): string => createHash('sha256').update(payload).digest('hex');
