/** What can go wrong with a call, as values a page can tell apart. */
import type { ProblemBody, ProblemSlug } from '@mambogo/contracts/problem-types.ts';

const base = 'https://mambogo.com/problems/';

/** The shop answered no, and said why. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly problem: ProblemBody;
  /** Seconds to wait before asking again, where the answer says so. */
  readonly retryAfter?: number;

  constructor(problem: ProblemBody, retryAfter?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.problem.status;
  }

  is(slug: ProblemSlug): boolean {
    return this.problem.type === base + slug;
  }

  /** Trying the same again may go through: the trouble is on our side, and passes. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

/** No answer came: offline, or the shop can't be reached. */
export class NetworkError extends Error {
  override name = 'NetworkError';
}

export const isApiError = (error: unknown, slug?: ProblemSlug): error is ApiError =>
  error instanceof ApiError && (slug === undefined || error.is(slug));

export const isTransientError = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && error.passes);
