/** What staff did in all services, newest first, and the same as the text of a file. */
import * as endpoints from '@mambogo/contracts/endpoints/staff-actions.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import type { ActionSearch } from '../actions/action-search.ts';
import type { ExportFormat } from '../parts/export-buttons.tsx';

export const staffActionsQuery = ({ area, actor, from, before }: ActionSearch, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'staff-actions', area, actor, from, before, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listStaffActions, {
        query: { area, actor, from, before, cursor: pageParam, size },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const exportStaffActions = async (search: ActionSearch, format: ExportFormat): Promise<string> =>
  (await api.open(endpoints.exportStaffActions, { query: { ...search, format } })).text();
