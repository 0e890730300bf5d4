/** Internal routes through which the order service manages a consumer's dead letters, with a merchant's token. */
import {
  discardLocalDeadLetter,
  getLocalDeadLetter,
  listLocalDeadLetters,
  replayLocalDeadLetter,
  replayLocalDeadLetters,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import { deadLetterService } from './dead-letter-service.ts';
import type { DeadLetters } from './dead-letters.ts';

export function deadLetterRoutes(letters: DeadLetters): BoundRoute[] {
  const serviceFor = ({ subject }: Caller) => deadLetterService(letters, subject);
  return [
    handleRoute(listLocalDeadLetters, async ({ query, caller }) => ({
      status: 200,
      body: await serviceFor(caller).list(query),
    })),
    handleRoute(getLocalDeadLetter, async ({ params, caller }) => ({
      status: 200,
      body: await serviceFor(caller).find(params.id),
    })),
    handleRoute(replayLocalDeadLetters, async ({ caller }) => ({
      status: 200,
      body: await serviceFor(caller).replayAll(),
    })),
    handleRoute(replayLocalDeadLetter, async ({ params, caller }) => ({
      status: 200,
      body: await serviceFor(caller).replay(params.id),
    })),
    handleRoute(discardLocalDeadLetter, async ({ params, body, caller }) => ({
      status: 200,
      body: await serviceFor(caller).discard(params.id, body.reason),
    })),
  ];
}
