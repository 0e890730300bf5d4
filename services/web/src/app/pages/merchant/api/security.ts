/** Security events, newest first. */
import { listSecurityEvents } from '@mambogo/contracts/endpoints/security-events.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import type { SecuritySearch } from '../security/security-search.ts';

export const securityEventsQuery = ({ code, subject }: SecuritySearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'security', code, subject, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(listSecurityEvents, {
        query: { code, subject, cursor: pageParam, size },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });
