/** Caching and retries of queries: temporary failures are retried, definite errors are not. */
import { backoff } from '@mambogo/contracts/backoff.ts';
import { type DefaultOptions, QueryClient } from '@tanstack/react-query';
import { ApiError, isTransientError } from './api-error.ts';
import { keepNewest } from './keep-newest.ts';

export const queryDefaults: DefaultOptions = {
  queries: {
    staleTime: 30_000,
    structuralSharing: keepNewest,
    retry: (failures, error) => failures < 2 && isTransientError(error),
    retryDelay: (failures, error) =>
      error instanceof ApiError && error.retryAfter
        ? Math.min(error.retryAfter, 10) * 1_000
        : backoff(failures + 1, { first: 400, longest: 800 }),
  },
  mutations: { retry: false, networkMode: 'always' },
};

export const queries = new QueryClient({ defaultOptions: queryDefaults });
