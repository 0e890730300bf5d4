/**
 * What can be refused before anybody behind is bothered: no token, a bad one, a missing scope, a missing Idempotency-Key.
 * The services check all of it again; a gap here would cost work, not safety.
 */
import type { Route } from '@mambogo/contracts/route.ts';
import { authorise, idempotencyKey } from '@mambogo/service/answer.ts';
import type { Verify } from '@mambogo/service/verifier.ts';
import type { Request } from 'express';

export async function admit(route: Route | undefined, request: Request, verify: Verify): Promise<void> {
  if (!route) return;
  await authorise(route, request, verify);
  if (route.idempotent) idempotencyKey(request);
}
