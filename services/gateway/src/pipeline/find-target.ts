/** Looks up the route of a request; unknown ones get 404 or 405 from the gateway itself. */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RequestHandler } from 'express';
import { pathOf } from '../normalize/check-path.ts';
import { requestContextOf } from './request-context.ts';
import type { RouteTable } from './route-table.ts';

/** @param peers app ids of the deployed services; with an external issuer identity is not among them */
export const findTarget =
  (routes: RouteTable, peers: Readonly<Record<string, string>>): RequestHandler =>
  (request, response, next) => {
    const path = pathOf(request.url);
    const lookup = routes(request.method, path);
    const owner = lookup.kind === 'found' ? lookup.target.owner : undefined;
    const isNotDeployed = owner !== undefined && owner !== 'gateway' && owner !== 'consumers' && !peers[owner];
    if (lookup.kind === 'unknown' || isNotDeployed) throw new Problem('not-found', `${path} does not exist`);
    if (lookup.kind === 'other-method') {
      response.setHeader('allow', lookup.allow.join(', '));
      throw new Problem('method-not-allowed', `${path} supports ${lookup.allow.join(', ')}`);
    }
    requestContextOf(request).target = lookup.target;
    next();
  };
