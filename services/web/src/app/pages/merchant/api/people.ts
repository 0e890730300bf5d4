/** The admin API of accounts: search, roles, log-out. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import type { CursorPage } from './cursor-page.ts';

const all = '/api/v1/admin/people';
const path = (id: string, more = '') => `${all}/${encodeURIComponent(id)}${more}`;

/** @param search a complete user name or e-mail address; empty for all accounts */
export const peopleQuery = (search: string, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'people', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call<CursorPage<Person>>(all, { query: { search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'person', id],
    queryFn: ({ signal }) => api.call<Person>(path(id), { signal }),
    staleTime: 2_000,
  });

export const endSessions = (id: string): Promise<Person> => api.call(path(id, '/sessions/end'), { method: 'POST' });
export const setRoles = (id: string, roles: Person['roles']): Promise<Person> =>
  api.call(path(id, '/roles'), { method: 'POST', body: { roles } });

/** Updates the cached person and invalidates all lists of people. */
export function cachePerson(queries: QueryClient, person: Person): void {
  queries.setQueryData(personQuery(person.id).queryKey, person);
  void queries.invalidateQueries({ queryKey: ['merchant', 'people'] });
}
