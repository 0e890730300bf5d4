/** How answers are kept and asked for again: trouble that passes is met with patience, a clear no is not asked twice. */
import { QueryClient } from '@tanstack/react-query';
import { ApiError, isTransientError } from './api-error.ts';
import { keepNewest } from './keep-newest.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      structuralSharing: keepNewest,
      retry: (failures, error) => failures < 2 && isTransientError(error),
      retryDelay: (failures, error) =>
        error instanceof ApiError && error.retryAfter ? Math.min(error.retryAfter, 10) * 1_000 : 400 * 2 ** failures,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
