/**
 * Which service answers an address. Everything that can be reached from outside is a route of the contracts, belongs to
 * identity under /auth, or is a page of web. Addresses are matched as they are written, case and trailing slash included.
 */
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import type { Route, RouteOwner } from '@mambogo/contracts/route.ts';
import type { ContentType } from '../normalize/check-content-type.ts';

export interface Target {
  /** For logs and metrics: the route's id, or one of a few words. */
  readonly id: string;
  readonly owner: RouteOwner | 'web' | 'gateway';
  readonly rate: RateClass;
  /** Content types of bodies it takes; none = it takes no body. */
  readonly accepts: readonly ContentType[];
  /** Bytes, where that is less than what any body may have. */
  readonly bodyLimit?: number;
  /** undefined: not of the API. Identity guards its own pages. */
  readonly route?: Route;
}

export type Lookup =
  | { readonly kind: 'found'; readonly target: Target }
  /** The address exists, with other methods. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

export type RouteTable = (method: string, path: string) => Lookup;

const jsonContentTypes = ['application/json'] as const;
/** Forms of pages and of OAuth; scripts of the account pages send JSON. */
const identityContentTypes = ['application/x-www-form-urlencoded', 'application/json'] as const;

export const cspReportTarget: Target = {
  id: 'cspReport',
  owner: 'gateway',
  rate: 'reports',
  accepts: ['application/csp-report', 'application/reports+json'],
  bodyLimit: 65_536,
};
/** RFC 9116. */
export const securityTxtPath = '/.well-known/security.txt';
const securityTxtTarget: Target = { id: 'securityTxt', owner: 'gateway', rate: 'pages', accepts: [] };
export const assetTarget: Target = { id: 'asset', owner: 'web', rate: 'pages', accepts: [] };
const pageTarget: Target = { id: 'page', owner: 'web', rate: 'pages', accepts: [] };
const identityTarget: Target = { id: 'identity', owner: 'identity', rate: 'identity', accepts: identityContentTypes };
const logInTarget: Target = { id: 'logIn', owner: 'identity', rate: 'log-in', accepts: identityContentTypes };

const readMethods = ['GET', 'HEAD'];
const identityMethods = [...readMethods, 'POST'];
/** A segment in which nothing is encoded: enough for every id, slug and file name of the shop. */
const segment = '[A-Za-z0-9._~-]+';
const underAuth = new RegExp(`^/auth(?:/${segment})*/?$`);
/** Where passwords are tried and tokens given. */
const credentialPaths = /^\/auth\/(?:interaction|token|account)(?:\/|$)/;
/** Not pages, whoever asks: what has a meaning of its own here, or behind, where sidecars and services speak to each other. */
const reservedPaths =
  /^\/(?:api|auth|healthz|csp-report|metrics|internal|events|dead-letters|dapr|v1\.0(?:-[a-z0-9]+)?)(?:\/|$)/;

/** @param withIdentity false: somebody else gives tokens: nothing is under /auth, and no route is identity's */
export function compileRoutes(routes: readonly Route[], { withIdentity = true } = {}): RouteTable {
  const compiled = routes
    .filter(({ owner }) => withIdentity || owner !== 'identity')
    .map((route) => ({
      route,
      target: targetOf(route),
      pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, segment)}$`),
    }));
  return (method, path) => {
    if (path === securityTxtPath) return lookUpMethod(readMethods, method, securityTxtTarget);
    if (!reservedPaths.test(path))
      return lookUpMethod(readMethods, method, path.startsWith('/assets/') ? assetTarget : pageTarget);
    if (path === '/csp-report') return lookUpMethod(['POST'], method, cspReportTarget);
    if (withIdentity && underAuth.test(path))
      return lookUpMethod(
        identityMethods,
        method,
        method === 'POST' && credentialPaths.test(path) ? logInTarget : identityTarget,
      );
    const here = compiled.filter(({ pattern }) => pattern.test(path));
    const found = here.find(({ route }) => methodsOf(route).includes(method));
    if (found) return { kind: 'found', target: found.target };
    if (here.length > 0)
      return { kind: 'other-method', allow: [...new Set(here.flatMap(({ route }) => methodsOf(route)))] };
    return { kind: 'unknown' };
  };
}

const targetOf = (route: Route): Target => ({
  id: route.id,
  owner: route.owner,
  rate: route.rate,
  accepts: route.body || route.rawBody ? jsonContentTypes : [],
  route,
});

const lookUpMethod = (allow: readonly string[], method: string, target: Target): Lookup =>
  allow.includes(method) ? { kind: 'found', target } : { kind: 'other-method', allow };

/** Where there is a GET there is a HEAD, except for streams, which have no end to leave out. */
const methodsOf = ({ method, stream }: Route): string[] => (method === 'GET' && !stream ? ['GET', 'HEAD'] : [method]);
