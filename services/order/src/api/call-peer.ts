/** Turns the errors of other services into problems for the shopper. */

import { ProblemBody, problemBase, problemTypes } from '@mambogo/contracts/problem-types.ts';
import { PeerError } from '@mambogo/dapr/call-route.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** Problems that concern the caller rather than the request we sent on their behalf. */
const forwardedProblems = ['unauthenticated', 'forbidden', 'rate-limited'] as const;

/** Awaits a peer's response. Forwards its problem if that concerns the caller, else throws `upstream-unavailable`. */
export async function callPeer<T>(service: string, response: Promise<T>): Promise<T> {
  try {
    return await response;
  } catch (cause) {
    const slug = cause instanceof PeerError ? forwardedProblems.find((one) => isProblem(cause.body, one)) : undefined;
    if (slug)
      throw new Problem(
        slug,
        `the ${service} service rejected the request: ${problemTypes[slug].title}`,
        {},
        { cause },
      );
    throw new Problem(
      'upstream-unavailable',
      `the ${service} service is unavailable; nothing was ordered, retry with the same idempotency key`,
      {},
      { cause },
    );
  }
}

function isProblem(body: string, slug: (typeof forwardedProblems)[number]): boolean {
  try {
    return ProblemBody.parse(JSON.parse(body)).type === problemBase + slug;
  } catch {
    return false;
  }
}
