/** The admin API of dead letters, for all services. */
import type {
  Consumer,
  DeadLetter,
  DeadLetterStatus,
  DeadLetterWithPayload,
  Replayed,
} from '@mambogo/contracts/api/dead-letters.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import type { CursorPage } from './cursor-page.ts';

const all = '/api/v1/admin/dead-letters';
const path = (service: string, ...more: readonly string[]) =>
  [all, ...[service, ...more].map(encodeURIComponent)].join('/');

interface DeadLetterPage extends CursorPage<DeadLetter> {
  /** Services that were unavailable. */
  readonly unavailable: readonly Consumer[];
}

export interface DeadLetterSearch {
  readonly service?: Consumer;
  /** undefined for any. */
  readonly status?: DeadLetterStatus;
}

export const deadLettersQuery = (search: DeadLetterSearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'letters', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call<DeadLetterPage>(all, { query: { ...search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const deadLetterQuery = (service: string, id: string) =>
  queryOptions({
    queryKey: ['merchant', 'letter', service, id],
    queryFn: ({ signal }) => api.call<DeadLetterWithPayload>(path(service, id), { signal }),
    staleTime: 5_000,
  });

export const replayDeadLetter = (service: string, id: string): Promise<DeadLetter> =>
  api.call(path(service, id, 'replay'), { method: 'POST' });
export const discardDeadLetter = (service: string, id: string, reason: string): Promise<DeadLetter> =>
  api.call(path(service, id, 'discard'), { method: 'POST', body: { reason } });

/** Replays all waiting dead letters of these services, one service after the other. */
export async function replayDeadLetters(services: readonly Consumer[]): Promise<Replayed> {
  let [replayed, failed] = [0, 0];
  for (const service of services) {
    const answer = await api.call<Replayed>(path(service, 'replay'), { method: 'POST' });
    replayed += answer.replayed;
    failed += answer.failed;
  }
  return { replayed, failed };
}

/** A replay can affect every merchant page. */
export const invalidateDeadLetters = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['merchant'] });
