/** Dead letters of another service, called with the caller's token. Forwards its problems; 503 if it is unavailable. */
import { Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import {
  discardLocalDeadLetter,
  getLocalDeadLetter,
  LocalDeadLetter,
  LocalDeadLetters,
  LocalDeadLetterWithPayload,
  listLocalDeadLetters,
  replayLocalDeadLetter,
  replayLocalDeadLetters,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import { ProblemBody, problemBase } from '@mambogo/contracts/problem-types.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import { invokeJson, PeerError } from '@mambogo/dapr/invoke-json.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { DeadLetterService } from '@mambogo/messaging/dead-letters/dead-letter-service.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { z } from 'zod';

const timeouts = { GET: peerCalls.deadLetters.timeout, POST: peerCalls.deadLetterChange.timeout };

export function remoteDeadLetterService(sidecar: Sidecar, service: string, token: string): DeadLetterService {
  async function call<S extends z.ZodType>(
    { method, path }: Pick<InternalRoute, 'path'> & { readonly method: 'GET' | 'POST' },
    schema: S,
    { id = '', query = '', json }: { id?: string; query?: string; json?: unknown } = {},
  ): Promise<z.output<S>> {
    const pathWithQuery = path.replace('{id}', encodeURIComponent(id)) + query;
    const headers = { authorization: `Bearer ${token}` };
    const timeout = timeouts[method];
    return invokeJson(sidecar, service, { method, path: pathWithQuery, headers, timeout, json }, schema).catch(
      (cause: unknown) => {
        throw toProblem(service, cause);
      },
    );
  }

  return {
    list: (listQuery) => call(listLocalDeadLetters, LocalDeadLetters, { query: `?${toQuery(listQuery)}` }),
    find: (id) => call(getLocalDeadLetter, LocalDeadLetterWithPayload, { id }),
    replay: (id) => call(replayLocalDeadLetter, LocalDeadLetter, { id }),
    replayAll: () => call(replayLocalDeadLetters, Replayed),
    discard: (id, reason) => call(discardLocalDeadLetter, LocalDeadLetter, { id, json: { reason } }),
  };
}

function toQuery(listQuery: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(listQuery)) if (value !== undefined) query.set(name, String(value));
  return query;
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
