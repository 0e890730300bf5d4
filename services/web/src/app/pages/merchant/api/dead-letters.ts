/** The admin API of dead letters, for all services. */
import type { Consumer, DeadLetter, DeadLetterStatus, Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import * as endpoints from '@mambogo/contracts/endpoints/dead-letters.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export interface DeadLetterSearch {
  readonly service?: Consumer;
  /** undefined for any. */
  readonly status?: DeadLetterStatus;
}

export const deadLettersQuery = (search: DeadLetterSearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'letters', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listDeadLetters, { query: { ...search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const deadLetterQuery = (service: Consumer, id: string) =>
  queryOptions({
    queryKey: ['merchant', 'letter', service, id],
    queryFn: ({ signal }) => api.call(endpoints.getDeadLetter, { params: { service, id }, signal }),
    staleTime: 5_000,
  });

export const replayDeadLetter = (service: Consumer, id: string): Promise<DeadLetter> =>
  api.call(endpoints.replayDeadLetter, { params: { service, id } });
export const discardDeadLetter = (service: Consumer, id: string, reason: string): Promise<DeadLetter> =>
  api.call(endpoints.discardDeadLetter, { params: { service, id }, body: { reason } });

/** Replays all waiting dead letters of these services, one service after the other. */
export async function replayDeadLetters(services: readonly Consumer[]): Promise<Replayed> {
  let [replayed, failed] = [0, 0];
  for (const service of services) {
    const answer = await api.call(endpoints.replayDeadLetters, { params: { service } });
    replayed += answer.replayed;
    failed += answer.failed;
  }
  return { replayed, failed };
}

/** A replay can affect every merchant page. */
export const invalidateDeadLetters = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['merchant'] });
