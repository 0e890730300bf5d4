/** /admin/dead-letters/{service}/...: read, replay or discard one dead letter, or replay all of a service. */
import {
  type DeadLetter,
  type DeadLetterWithPayload,
  discardDeadLetter,
  getDeadLetter,
  replayDeadLetter,
  replayDeadLetters,
} from '@mambogo/contracts/api/dead-letters.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { deadLetterServiceFor } from './dead-letter-services.ts';

export const getDeadLetterApi = (context: Context) =>
  handleRoute(getDeadLetter, async ({ params: { service, id }, caller }) => {
    const deadLetter = await deadLetterServiceFor(context, service, caller).find(id);
    return { status: 200, body: { service, ...deadLetter } satisfies DeadLetterWithPayload };
  });

export const replayDeadLetterApi = (context: Context) =>
  handleRoute(replayDeadLetter, async ({ params: { service, id }, caller }) => {
    const deadLetter = await deadLetterServiceFor(context, service, caller).replay(id);
    return { status: 200, body: { service, ...deadLetter } satisfies DeadLetter };
  });

export const replayDeadLettersApi = (context: Context) =>
  handleRoute(replayDeadLetters, async ({ params: { service }, caller }) => ({
    status: 200,
    body: await deadLetterServiceFor(context, service, caller).replayAll(),
  }));

export const discardDeadLetterApi = (context: Context) =>
  handleRoute(discardDeadLetter, async ({ params: { service, id }, body: { reason }, caller }) => {
    const deadLetter = await deadLetterServiceFor(context, service, caller).discard(id, reason);
    return { status: 200, body: { service, ...deadLetter } satisfies DeadLetter };
  });
