/** The violations found by the invariant monitor of each service. */
import type { InvariantReport } from '@mambogo/contracts/api/invariants.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export const violationsQuery = queryOptions({
  queryKey: ['merchant', 'invariants'],
  queryFn: ({ signal }) => api.call<InvariantReport>('/api/v1/admin/invariants', { signal }),
  staleTime: 30_000,
});
