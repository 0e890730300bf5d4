/** Security events, newest first. */
import type { SecurityEventEntry } from '@mambogo/contracts/api/security-events.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import type { SecuritySearch } from '../security/security-search.ts';
import type { CursorPage } from './cursor-page.ts';

export const securityEventsQuery = ({ code, subject }: SecuritySearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'security', code, subject, size],
    queryFn: ({ signal, pageParam }) =>
      api.call<CursorPage<SecurityEventEntry>>('/api/v1/admin/security-events', {
        query: { code, subject, cursor: pageParam, size },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });
