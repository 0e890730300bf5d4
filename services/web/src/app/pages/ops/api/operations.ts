/** The queries of the operations pages; they refetch while the page is visible. */
import * as endpoints from '@mambogo/contracts/endpoints/operations.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { recordReport } from '../history/report-history.ts';

/** Milliseconds between two reports. */
export const reportIntervalMs = 5_000;

export const operationsQuery = queryOptions({
  queryKey: ['operations', 'report'],
  queryFn: async ({ signal }) => recordReport(await api.call(endpoints.getOperations, { signal })),
  refetchInterval: reportIntervalMs,
  staleTime: reportIntervalMs,
});

export const stuckOrdersQuery = queryOptions({
  queryKey: ['operations', 'stuck'],
  queryFn: ({ signal }) => api.call(endpoints.listStuckOrders, { signal }),
  refetchInterval: 10_000,
  staleTime: reportIntervalMs,
});

export const diagnosisQuery = (id: string) =>
  queryOptions({
    queryKey: ['operations', 'order', id],
    queryFn: ({ signal }) => api.call(endpoints.getOrderDiagnosis, { params: { id }, signal }),
    refetchInterval: reportIntervalMs,
  });
