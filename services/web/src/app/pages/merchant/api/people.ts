/** The admin API of accounts: search, roles, log-out. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import * as endpoints from '@mambogo/contracts/endpoints/people.ts';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** @param search a complete user name or e-mail address; empty for all accounts */
export const peopleQuery = (search: string, size = 20) =>
  infiniteQueryOptions({
    queryKey: ['merchant', 'people', search, size],
    queryFn: ({ signal, pageParam }) =>
      api.call(endpoints.listPeople, { query: { search, cursor: pageParam, size }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'person', id],
    queryFn: ({ signal }) => api.call(endpoints.getPerson, { params: { id }, signal }),
    staleTime: 2_000,
  });

export const endSessions = (id: string): Promise<Person> => api.call(endpoints.endPersonSessions, { params: { id } });
export const setRoles = (id: string, roles: Person['roles']): Promise<Person> =>
  api.call(endpoints.setPersonRoles, { params: { id }, body: { roles } });

/** Updates the cached person and invalidates all lists of people. */
export function cachePerson(queries: QueryClient, person: Person): void {
  queries.setQueryData(personQuery(person.id).queryKey, person);
  void queries.invalidateQueries({ queryKey: ['merchant', 'people'] });
}
