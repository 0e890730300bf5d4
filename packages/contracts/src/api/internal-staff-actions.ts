/** What staff did in one service, which the order service merges into one list (staff-actions.ts). */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';
import { StaffAction } from './staff-actions.ts';

export const ServiceStaffActions = z.object({ items: z.array(StaffAction) });
export type ServiceStaffActions = z.infer<typeof ServiceStaffActions>;

const StaffActionQuery = z.object({
  /** Only those before this one, in the order of time and id. */
  before: Time.optional(),
  beforeId: z.string().max(200).optional(),
  /** `merchant:<id>` */
  actor: z.string().max(200).optional(),
  /** Only those whose type begins with this. */
  type: z
    .string()
    .regex(/^[a-z.-]{1,50}$/)
    .optional(),
  from: Time.optional(),
  size: z.coerce
    .number()
    .int()
    .min(1)
    .max(limits.pageSize.max + 1),
});
export type StaffActionQuery = z.output<typeof StaffActionQuery>;

export const listServiceStaffActions = internalRoute({
  id: 'listServiceStaffActions',
  method: 'GET',
  path: '/internal/staff-actions',
  summary: "List this service's actions of staff, newest first",
  query: StaffActionQuery,
  responses: { 200: ServiceStaffActions },
});
