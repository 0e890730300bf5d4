/** Looks a request's address up; 404 and 405 are the gateway's own answers. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import { pathOf } from '../normalize/check-path.ts';
import { requestContextOf } from './request-context.ts';
import type { RouteTable } from './route-table.ts';

/** @param peers services that are there: an outside issuer takes the place of identity */
export const findTarget =
  (routes: RouteTable, peers: Readonly<Record<string, string>>): RequestHandler =>
  (request, response, next) => {
    const path = pathOf(request.url);
    const lookup = routes(request.method, path);
    const owner = lookup.kind === 'found' ? lookup.target.owner : undefined;
    const nobody = owner !== undefined && owner !== 'gateway' && !peers[owner];
    if (lookup.kind === 'unknown' || nobody) throw new Problem('not-found', `there is no ${path} here`);
    if (lookup.kind === 'other-method') {
      response.setHeader('allow', lookup.allow.join(', '));
      throw new Problem('method-not-allowed', `${path} takes ${lookup.allow.join(', ')}`);
    }
    requestContextOf(request).target = lookup.target;
    next();
  };
