/** The problems that a route can return, and their representation in the document. Pure. */
import { ProblemBody, problemTypes } from '@mambogo/contracts/problem-types.ts';
import type { Route } from '@mambogo/contracts/route.ts';

/** Status -> the routes that can return it. */
const appliesTo: Readonly<Record<number, (route: Route) => boolean>> = {
  400: () => true,
  // Without a token, or without the signature over the raw body.
  401: ({ scopes, rawBody = false }) => scopes !== undefined || rawBody,
  403: () => true,
  // A body can refer to something that does not exist, as a path can.
  404: ({ params, body }) => Boolean(params || body),
  409: ({ method }) => method !== 'GET',
  412: ({ ifMatch }) => ifMatch !== undefined,
  413: ({ method }) => method !== 'GET',
  414: () => true,
  415: ({ method }) => method !== 'GET',
  422: ({ body, idempotent }) => Boolean(body || idempotent),
  428: ({ ifMatch }) => ifMatch === 'required',
  429: () => true,
  431: () => true,
  503: () => true,
};

const statuses = Object.keys(appliesTo).map(Number);

/** Slugs of problem types with a status. */
const slugsOf = (status: number): string[] =>
  Object.entries(problemTypes)
    .filter(([, type]) => type.status === status)
    .map(([slug]) => slug);

export const problemResponses = Object.fromEntries(
  statuses.map((status) => [
    `Problem${status}`,
    {
      description: slugsOf(status)
        .map((slug) => `\`${slug}\``)
        .join(', '),
      'x-problem-types': slugsOf(status),
      content: { 'application/problem+json': { schema: ProblemBody } },
    },
  ]),
);

export const problemsOf = (route: Route) =>
  Object.fromEntries(
    statuses
      .filter((status) => appliesTo[status]?.(route))
      .map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` as const }]),
  );
