/** The routes by which the order service asks for a consumer's dead letters, with a merchant's token. */
import {
  discardOwnLetter,
  getOwnLetter,
  listOwnLetters,
  replayOwnLetter,
  replayOwnLetters,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import { answer, type BoundRoute } from '@mambogo/service/answer.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { DeadLetters } from './dead-letters.ts';
import { letterDesk } from './letter-desk.ts';

export function letterRoutes(letters: DeadLetters): BoundRoute[] {
  const desk = ({ subject }: Caller) => letterDesk(letters, subject);
  return [
    answer(listOwnLetters, async ({ query, caller }) => ({ status: 200, body: await desk(caller).list(query) })),
    answer(getOwnLetter, async ({ params, caller }) => ({ status: 200, body: await desk(caller).find(params.id) })),
    answer(replayOwnLetters, async ({ caller }) => ({ status: 200, body: await desk(caller).replayAll() })),
    answer(replayOwnLetter, async ({ params, caller }) => ({
      status: 200,
      body: await desk(caller).replay(params.id),
    })),
    answer(discardOwnLetter, async ({ params, body, caller }) => ({
      status: 200,
      body: await desk(caller).discard(params.id, body.reason),
    })),
  ];
}
