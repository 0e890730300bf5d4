/** Which problems a route can answer, and how they look in the document. Pure. */
import { ProblemBody, problemTypes } from '@mambogo/contracts/problem-types.ts';
import type { Route } from '@mambogo/contracts/route.ts';

/** Status -> which routes can answer it. */
const applies: Readonly<Record<number, (route: Route) => boolean>> = {
  400: ({ params, query, body, idempotent }) => Boolean(params || query || body || idempotent),
  401: ({ scopes }) => scopes !== undefined,
  403: ({ scopes }) => scopes !== undefined,
  404: ({ params }) => params !== undefined,
  409: ({ method }) => method !== 'GET',
  412: ({ ifMatch }) => ifMatch !== undefined,
  413: ({ body }) => body !== undefined,
  415: ({ body }) => body !== undefined,
  422: ({ body, idempotent }) => Boolean(body || idempotent),
  428: ({ ifMatch }) => ifMatch === 'required',
  429: () => true,
  503: () => true,
};

const statuses = Object.keys(applies).map(Number);

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
      content: { 'application/problem+json': { schema: ProblemBody } },
    },
  ]),
);

export const problemsOf = (route: Route) =>
  Object.fromEntries(
    statuses
      .filter((status) => applies[status]?.(route))
      .map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` as const }]),
  );
