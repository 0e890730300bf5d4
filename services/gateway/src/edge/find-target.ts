/** Looks a request's address up; 404 and 405 are the gateway's own answers. */
import { Problem } from '@mambogo/service/problem.ts';
import type { Request, Response } from 'express';
import { pathOf } from './check-address.ts';
import type { RouteTable, Target } from './route-table.ts';

export function findTarget(routes: RouteTable, { method, url }: Request, response: Response): Target {
  const path = pathOf(url);
  const lookup = routes(method, path);
  if (lookup.kind === 'found') return lookup.target;
  if (lookup.kind === 'unknown') throw new Problem('not-found', `there is no ${path} here`);
  response.setHeader('allow', lookup.allow.join(', '));
  throw new Problem('method-not-allowed', `${path} takes ${lookup.allow.join(', ')}`);
}
