/** What staff did in the shop: prices, stock, refunds and other actions on orders, roles, settings. One trail of all services. */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { Cursor, cursorQuery } from '../page.ts';
import type { WithoutPersonal } from '../personal.ts';
import { route } from '../route.ts';
import { type StaffActionArea, staffActionAreas } from '../staff-action-areas.ts';
import { Time } from '../time.ts';

export const staffActionSubjects = [
  'order',
  'customer',
  'product',
  'category',
  'person',
  'settings',
  'pricing',
] as const;

const areas = Object.keys(staffActionAreas) as [StaffActionArea, ...StaffActionArea[]];

export const StaffAction = z
  .object({
    id: z.string(),
    at: Time,
    service: z.string(),
    type: z
      .string()
      .meta({ description: 'such as `product.changed`, `stock.received`, `order.shipped`, `roles.changed`' }),
    kind: z.enum(staffActionSubjects).meta({ description: 'what it was done to' }),
    subject: z.string().meta({ description: 'the id of that' }),
    actor: z.string().meta({
      description:
        '`merchant:<id>`; for an API token, its client ID; for a commit that was pushed to the settings, `git:` and the author it names',
    }),
    cause: z.string().optional().meta({ description: "the request's route" }),
    traceId: z.string().optional(),
    traceUrl: z.string().optional().meta({ description: 'the page of that trace, where the shop has one' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'StaffAction' });
export type StaffAction = z.infer<typeof StaffAction>;

/** An action, which must not contain personal data. */
export const staffAction = <A extends StaffAction>(action: A & WithoutPersonal<A>): StaffAction => action;

const admin = { owner: 'order', scopes: ['admin:all'], rate: 'merchants' } as const;
const filters = {
  actor: Id.optional().meta({ description: 'the id of a person' }),
  area: z.enum(areas).optional().meta({ description: '`refunds` are among `orders`' }),
  from: Time.optional(),
  before: Time.optional(),
};

export const listStaffActions = route({
  ...admin,
  id: 'listStaffActions',
  method: 'GET',
  path: '/api/v1/admin/staff-actions',
  summary: 'List what staff did in all services, newest first',
  query: z.object({ ...filters, ...cursorQuery }),
  responses: {
    200: Cursor(StaffAction)
      .extend({ unavailable: z.array(z.string()).meta({ description: 'services whose actions are missing' }) })
      .meta({ id: 'StaffActionPage' }),
  },
});

/** Of more, the newest are exported. */
export const maxExportedActions = 10_000;

export const exportStaffActions = route({
  ...admin,
  id: 'exportStaffActions',
  method: 'GET',
  path: '/api/v1/admin/staff-actions/export',
  summary: 'Export what staff did in all services as a file: CSV or JSON Lines',
  query: z.object({ format: z.enum(['csv', 'jsonl']), ...filters }),
  files: ['text/csv', 'application/jsonl'],
  responses: { 200: z.string() },
});
