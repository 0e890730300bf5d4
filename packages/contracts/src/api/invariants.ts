/** Violations found by the invariant monitors of all services. Each has this route for its own; the gateway merges them. */
import { z } from 'zod';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { Consumer } from './dead-letters.ts';

export const InvariantViolation = z
  .object({
    service: Consumer,
    invariant: z.string().meta({ description: 'the invariant that should hold' }),
    id: z.string().meta({ description: 'the id of the order, product or event' }),
    detail: z.string(),
  })
  .meta({ id: 'InvariantViolation' });
export type InvariantViolation = z.infer<typeof InvariantViolation>;

export const InvariantReport = z
  .object({
    items: z.array(InvariantViolation),
    checkedAt: z
      .partialRecord(Consumer, Time)
      .meta({ description: 'when each service last checked; absent: not yet since its start' }),
    unavailable: z.array(Consumer).meta({ description: 'services that did not respond' }),
  })
  .meta({ id: 'InvariantReport' });
export type InvariantReport = z.infer<typeof InvariantReport>;

export const listViolations = route({
  owner: 'consumers',
  scopes: ['admin:all'],
  alternativeScopes: ['operations:manage'],
  rate: 'merchants',
  id: 'listViolations',
  method: 'GET',
  path: '/api/v1/admin/invariants',
  summary: 'List violated invariants of all services',
  responses: { 200: InvariantReport },
});
