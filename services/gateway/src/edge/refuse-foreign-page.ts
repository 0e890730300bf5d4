/**
 * A guest's cart is found by a cookie, and a browser sends that along whichever page asks. So what changes something
 * without a token must come from a page of the shop; who is no page (a tool) names no origin. With a token there is no
 * need: no browser adds that by itself.
 */
import type { Route } from '@mambogo/contracts/route.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Request } from 'express';

export function refuseForeignPage(
  route: Route | undefined,
  { method, headers: { authorization, origin } }: Pick<Request, 'method' | 'headers'>,
  publicUrl: URL,
): void {
  if (!route?.guests || authorization !== undefined || method === 'GET' || method === 'HEAD') return;
  if (origin !== undefined && origin !== publicUrl.origin)
    throw new Problem('forbidden', "a guest's cart is changed from the shop's own pages alone");
}
