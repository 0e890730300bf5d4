/** What a shopper is told when another service refuses or is away. */

import { ProblemBody, problemBase, problemTypes } from '@mambogo/contracts/problem-types.ts';
import { PeerError } from '@mambogo/dapr/invoke-json.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** Refusals that are about the caller, not about the question we asked on their behalf. */
const forwardedProblems = ['unauthenticated', 'forbidden', 'rate-limited'] as const;

/** Awaits a peer's answer. Throws its refusal where that is the caller's business, else upstream-unavailable. */
export async function callPeer<T>(service: string, response: Promise<T>): Promise<T> {
  try {
    return await response;
  } catch (cause) {
    const slug = cause instanceof PeerError ? forwardedProblems.find((one) => isProblem(cause.body, one)) : undefined;
    if (slug) throw new Problem(slug, `the ${service} service says: ${problemTypes[slug].title}`, {}, { cause: cause });
    throw new Problem(
      'upstream-unavailable',
      `the ${service} service does not answer right now; nothing was ordered, try again with the same key`,
      {},
      { cause: cause },
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
