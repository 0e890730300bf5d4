/** Dead letters of another service, called with the caller's token. Forwards its problems; 503 if it is unavailable. */
import {
  discardLocalDeadLetter,
  getLocalDeadLetter,
  listLocalDeadLetters,
  replayLocalDeadLetter,
  replayLocalDeadLetters,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { ProblemBody, problemBase } from '@mambogo/contracts/problem-types.ts';
import { callRoute, PeerError } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { DeadLetterService } from '@mambogo/messaging/dead-letters/dead-letter-service.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export function remoteDeadLetterService(sidecar: Sidecar, service: string, token: string): DeadLetterService {
  const read = { token, timeout: peerCalls.deadLetters.timeout };
  const change = { token, timeout: peerCalls.deadLetterChange.timeout };
  const checked = <T>(response: Promise<T>): Promise<T> =>
    response.catch((cause: unknown) => {
      throw toProblem(service, cause);
    });
  return {
    list: (query) => checked(callRoute(sidecar, service, listLocalDeadLetters, { query, ...read })),
    find: (id) => checked(callRoute(sidecar, service, getLocalDeadLetter, { params: { id }, ...read })),
    replay: (id) => checked(callRoute(sidecar, service, replayLocalDeadLetter, { params: { id }, ...change })),
    replayAll: () => checked(callRoute(sidecar, service, replayLocalDeadLetters, change)),
    discard: (id, reason) =>
      checked(callRoute(sidecar, service, discardLocalDeadLetter, { params: { id }, body: { reason }, ...change })),
  };
}

const forwardedProblems = ['not-found', 'conflict', 'unauthenticated', 'forbidden'] as const;

function toProblem(service: string, cause: unknown): Problem {
  const body = cause instanceof PeerError ? problemOf(cause.body) : undefined;
  const slug = forwardedProblems.find((one) => body?.type === problemBase + one);
  if (slug)
    return new Problem(slug, `the ${service} service rejected the request: ${body?.detail ?? slug}`, {}, { cause });
  return new Problem('upstream-unavailable', `the ${service} service is unavailable; try again`, {}, { cause });
}

function problemOf(text: string): ProblemBody | undefined {
  try {
    return ProblemBody.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
