/**
 * Rejects query parameters that a route does not define, for all routes. A filter with a typo in its name would otherwise list
 * everything, which looks like a valid result. The names come from the contracts (query-parameters.ts). Parameters that mails
 * and advertisements add to links (`utm_source`, `gclid`) belong to pages, which are not routes of the API.
 */
import { queryParameters } from '@mambogo/contracts/query-parameters.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import { closest } from 'fastest-levenshtein';
import { type FieldError, Problem } from './problem.ts';
import { truncateInput } from './truncate-input.ts';

/** Longer names are truncated: comparing costs the product of both lengths. */
const maxComparedLength = 64;
/** Maximum number of errors in a response. */
const maxErrors = 20;

/** @throws 400 `validation`, with each unknown parameter and the most similar known one */
export function rejectUnknownParameters(route: InternalRoute, query: Readonly<Record<string, unknown>>): void {
  const known = queryParameters(route);
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const errors = unknown
    .slice(0, maxErrors)
    .map((name): FieldError => ({ pointer: `?${truncateInput(name)}`, detail: describe(name, known) }));
  const [first] = errors;
  throw new Problem('validation', `${first?.pointer}: ${first?.detail}`, {
    errors,
    ...(unknown.length > maxErrors ? { errorsInAll: unknown.length } : {}),
  });
}

function describe(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'unknown: this route has no query parameters';
  return `unknown parameter; did you mean ${nearest(name, known)}? (known: ${known.join(', ')})`;
}

/** Case-insensitive: `Status` is most similar to `status`. */
function nearest(name: string, known: readonly string[]): string {
  const byLowerCase = new Map(known.map((one) => [one.toLowerCase(), one]));
  const lowerCase = closest(name.slice(0, maxComparedLength).toLowerCase(), [...byLowerCase.keys()]);
  return byLowerCase.get(lowerCase) ?? lowerCase;
}
