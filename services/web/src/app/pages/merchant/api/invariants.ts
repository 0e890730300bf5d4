/** What the standing watch of each service has found. */
import type { InvariantReport } from '@mambogo/contracts/api/invariants.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

export const violationsQuery = queryOptions({
  queryKey: ['merchant', 'invariants'],
  queryFn: ({ signal }) => api.call<InvariantReport>('/api/v1/admin/invariants', { signal }),
  staleTime: 30_000,
});
