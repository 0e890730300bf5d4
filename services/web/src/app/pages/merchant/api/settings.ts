/** The settings from Git: what is in force, the history, a commit with its diff, and rolling back. */
import type { SettingsStatus } from '@mambogo/contracts/api/settings.ts';
import * as endpoints from '@mambogo/contracts/endpoints/settings.ts';
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

const queryKey = ['merchant', 'settings'];

export const settingsStatusQuery = queryOptions({
  queryKey: [...queryKey, 'status'],
  queryFn: ({ signal }) => api.call(endpoints.getSettingsStatus, { signal }),
  // Commits are pushed elsewhere.
  refetchInterval: 5_000,
});

/** @param head the newest commit: with another one the list is another */
export const settingsCommitsQuery = (head: string | undefined, inForce: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...queryKey, 'commits', head, inForce],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listSettingsCommits, { query: { cursor: pageParam, size: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What a commit changed never changes. */
export const settingsChangeQuery = (commit: string) =>
  queryOptions({
    queryKey: [...queryKey, 'commit', commit],
    queryFn: ({ signal }) => api.call(endpoints.getSettingsChange, { params: { commit }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const rollBackSettings = (to: string): Promise<SettingsStatus> =>
  api.call(endpoints.rollBackSettings, { body: { to } });

export const cacheSettingsStatus = (queries: QueryClient, status: SettingsStatus): void => {
  queries.setQueryData(settingsStatusQuery.queryKey, status);
};
