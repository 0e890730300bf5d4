/** What can be read of a message that nobody could handle: what it is known by, what it is about, and what is wrong with it. */
import { createHash } from 'node:crypto';
import { DeadLetterId } from '@mambogo/contracts/api/dead-letters.ts';
import { z } from 'zod';
import { type AnyReaction, checkDelivery, parseDelivery } from '../inbox/delivery.ts';
import { eventId, failureOf } from '../inbox/delivery-failure.ts';
import type { NewLetter } from './dead-letters.ts';

const readable = z.string().regex(/^\P{Cc}{1,200}$/u);
const About = z.object({
  type: readable.optional().catch(undefined),
  subject: readable.optional().catch(undefined),
});

/** @param topic that it was delivered on, where that is known */
export function examineLetter<C, W>(
  payload: string,
  reactions: ReadonlyMap<string, AnyReaction<C, W>>,
  topic?: string,
): NewLetter {
  try {
    const event = parseDelivery(payload);
    const ofEvent = eventId(event);
    const letter = { id: letterId(ofEvent, payload), payload, eventId: ofEvent, ...About.safeParse(event).data };
    return { ...letter, ...faultOf(event, reactions, topic) };
  } catch (error) {
    return { id: digest(payload), payload, fault: failureOf(error) };
  }
}

function faultOf<C, W>(
  event: unknown,
  reactions: ReadonlyMap<string, AnyReaction<C, W>>,
  topic: string | undefined,
): Pick<NewLetter, 'fault'> {
  try {
    checkDelivery(event, reactions, topic);
    return {};
  } catch (error) {
    return { fault: failureOf(error) };
  }
}

/** The event's id, if it can be part of an address and of a cursor, else a digest of the message. */
function letterId(ofEvent: string | undefined, payload: string): string {
  const id = DeadLetterId.safeParse(ofEvent).data;
  return id && id.length <= 64 && !/^\.\.?$/.test(id) ? id : digest(payload);
}

const digest = (payload: string): string => createHash('sha256').update(payload).digest('hex');
