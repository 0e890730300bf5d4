/** The routes of the contracts for the dead letters of one service, called by merchants through the gateway. */
import {
  type Consumer,
  type DeadLetterPosition,
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  replayDeadLetter,
  replayDeadLetters,
} from '@mambogo/contracts/api/dead-letters.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import { pageOfDeadLetters } from './dead-letter-page.ts';
import { deadLetterService } from './dead-letter-service.ts';
import type { DeadLetters } from './dead-letters.ts';

/** @param service that these dead letters belong to */
export function deadLetterRoutes(letters: DeadLetters, service: Consumer): BoundRoute[] {
  const serviceFor = ({ subject }: Caller) => deadLetterService(letters, subject);
  const rejectOther = (named: Consumer | undefined) => {
    if (named && named !== service)
      throw new Problem('not-found', `this is ${service}, which has no dead letters of ${named}`);
  };
  return [
    handleRoute(listDeadLetters, async ({ query: { service: named, status, ...page } }) => {
      rejectOther(named);
      const find = async (from: DeadLetterPosition | undefined, limit: number) =>
        (await letters.list({ status, from, limit })).map((letter) => ({ service, ...letter }));
      return { status: 200, body: await pageOfDeadLetters(page, find) };
    }),
    handleRoute(getDeadLetter, async ({ params, caller }) => {
      rejectOther(params.service);
      return { status: 200, body: { service, ...(await serviceFor(caller).find(params.id)) } };
    }),
    handleRoute(replayDeadLetters, async ({ params, caller }) => {
      rejectOther(params.service);
      return { status: 200, body: await serviceFor(caller).replayAll() };
    }),
    handleRoute(replayDeadLetter, async ({ params, caller }) => {
      rejectOther(params.service);
      return { status: 200, body: { service, ...(await serviceFor(caller).replay(params.id)) } };
    }),
    handleRoute(discardDeadLetter, async ({ params, body, caller }) => {
      rejectOther(params.service);
      return { status: 200, body: { service, ...(await serviceFor(caller).discard(params.id, body.reason)) } };
    }),
  ];
}
