/** The errors of an API call. */
import type { ProblemExtensions } from '@mambogo/contracts/problem-extensions.ts';
import type { ProblemBody, ProblemSlug } from '@mambogo/contracts/problem-types.ts';

const base = 'https://mambogo.com/problems/';

/** A problem+json response. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly problem: ProblemBody;
  /** Seconds to wait before retrying, if the response has a Retry-After. */
  readonly retryAfter?: number;

  constructor(problem: ProblemBody, retryAfter?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.problem.status;
  }

  is<S extends keyof ProblemExtensions>(slug: S): this is ExtendedError<S>;
  is(slug: ProblemSlug): boolean;
  is(slug: ProblemSlug): boolean {
    return this.problem.type === base + slug;
  }

  /** Whether a retry may succeed: a temporary failure of the server. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

/** No response: the browser is offline, or the shop can't be reached. */
export class NetworkError extends Error {
  override name = 'NetworkError';
}

/** An ApiError with the extension members of its problem. */
export type ExtendedError<S extends keyof ProblemExtensions> = ApiError & { readonly problem: ProblemExtensions[S] };

export function isApiError<S extends keyof ProblemExtensions>(error: unknown, slug: S): error is ExtendedError<S>;
export function isApiError(error: unknown, slug?: ProblemSlug): error is ApiError;
export function isApiError(error: unknown, slug?: ProblemSlug): boolean {
  return error instanceof ApiError && (slug === undefined || error.is(slug));
}

export const isTransientError = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && error.passes);
