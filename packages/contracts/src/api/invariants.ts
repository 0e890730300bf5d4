/**
 * What the standing watch of each service has found: rules of its own books that are broken, and what waits past its limit. The
 * order service asks all of them (the internal path below, with the caller's token).
 */
import { z } from 'zod';
import { internalRoute, route } from '../route.ts';
import { Time } from '../time.ts';
import { Consumer } from './dead-letters.ts';

export const InvariantViolation = z
  .object({
    service: Consumer,
    invariant: z.string().meta({ description: 'what should hold' }),
    id: z.string().meta({ description: 'of the order, product or event it is about' }),
    detail: z.string(),
  })
  .meta({ id: 'InvariantViolation' });
export type InvariantViolation = z.infer<typeof InvariantViolation>;

/** What one service answers for itself. */
export const LocalViolations = z.object({
  checkedAt: Time.optional(),
  violations: z.array(InvariantViolation.omit({ service: true })),
});
export type LocalViolations = z.infer<typeof LocalViolations>;

export const InvariantReport = z
  .object({
    items: z.array(InvariantViolation),
    checkedAt: z
      .partialRecord(Consumer, Time)
      .meta({ description: 'when each service last looked; absent: not yet since it started' }),
    unavailable: z.array(Consumer).meta({ description: 'services that could not be asked' }),
  })
  .meta({ id: 'InvariantReport' });
export type InvariantReport = z.infer<typeof InvariantReport>;

export const listViolations = route({
  owner: 'order',
  scopes: ['admin:all'],
  rate: 'merchants',
  id: 'listViolations',
  method: 'GET',
  path: '/api/v1/admin/invariants',
  summary: 'Rules of the books that are broken, and what waits past its limit, in every service',
  responses: { 200: InvariantReport },
});

export const listLocalViolations = internalRoute({
  scopes: ['admin:all'],
  id: 'listLocalViolations',
  method: 'GET',
  path: '/internal/invariants',
  summary: 'What the standing watch of this service has found',
  responses: { 200: LocalViolations },
});
