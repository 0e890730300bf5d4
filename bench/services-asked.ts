/** Services that work for a request that reads, besides the gateway: one, or each that has a part of what is merged. Pure. */
import { exportTimeline, getAnyTimeline, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { getOperations, getOrderDiagnosis } from '@mambogo/contracts/api/operations.ts';
import { getTimeline } from '@mambogo/contracts/api/orders.ts';
import { exportStaffActions, listStaffActions } from '@mambogo/contracts/api/staff-actions.ts';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import { type StaffActionArea, staffActionOwners } from '@mambogo/contracts/staff-action-areas.ts';
import type { ReadRequest } from './read-requests.ts';

const timelines: ReadonlySet<string> = new Set(
  [getTimeline, getAnyTimeline, exportTimeline, getOrderDiagnosis].map(({ id }) => id),
);
const staffActions: ReadonlySet<string> = new Set([listStaffActions.id, exportStaffActions.id]);

export function servicesAsked({ route, query }: Pick<ReadRequest, 'route' | 'query'>): number {
  if (route.owner === 'consumers') return query.service === undefined ? consumers.length : 1;
  // Those with routes of their own, and web.
  if (route.id === getOperations.id) return routeOwners.length + 1;
  // Order, inventory, payment.
  if (timelines.has(route.id)) return 3;
  // Order, which looks up the customers at identity.
  if (route.id === listAllOrders.id) return query.email === undefined ? 1 : 2;
  if (!staffActions.has(route.id)) return 1;
  const area = query.area as StaffActionArea | undefined;
  return new Set(['order', ...(area ? [staffActionOwners[area]] : Object.values(staffActionOwners))]).size;
}
