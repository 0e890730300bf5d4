/** The violations found by the invariant monitor of each service. */
import { listViolations } from '@mambogo/contracts/endpoints/invariants.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export const violationsQuery = queryOptions({
  queryKey: ['merchant', 'invariants'],
  queryFn: ({ signal }) => api.call(listViolations, { signal }),
  staleTime: 30_000,
});
