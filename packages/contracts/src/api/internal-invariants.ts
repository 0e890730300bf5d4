/** Internal route to the violations found by one service's invariant monitor, which the order service calls with the caller's token. */
import { z } from 'zod';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';
import { InvariantViolation } from './invariants.ts';

/** The violations of one service. */
export const LocalViolations = z.object({
  checkedAt: Time.optional(),
  violations: z.array(InvariantViolation.omit({ service: true })),
});
export type LocalViolations = z.infer<typeof LocalViolations>;

export const listLocalViolations = internalRoute({
  scopes: ['admin:all'],
  id: 'listLocalViolations',
  method: 'GET',
  path: '/internal/invariants',
  summary: 'List violated invariants of this service',
  responses: { 200: LocalViolations },
});
