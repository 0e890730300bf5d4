/**
 * Maps a path to the service that owns it. Reachable from outside are routes of the contracts, identity's paths under /auth, and
 * web's pages. Paths are matched exactly, case and trailing slash included.
 */
import { schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import type { ContentType } from '../normalize/check-content-type.ts';

export interface Target {
  /** For logs and metrics: the route's id, or one of a few fixed words. */
  readonly id: string;
  readonly owner: Route['owner'] | 'web' | 'gateway';
  /** The service that the path names, if the owner is `consumers`; not checked. */
  readonly service?: string;
  readonly rate: RateClass;
  /** Content types accepted for the body; empty = no body. */
  readonly accepts: readonly ContentType[];
  /** Bytes, if less than the general limit. */
  readonly bodyLimit?: number;
  /** undefined: not an API route. Identity guards its own pages. */
  readonly route?: Route;
}

export type Lookup =
  | { readonly kind: 'found'; readonly target: Target }
  /** The path exists with other methods. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

export type RouteTable = (method: string, path: string) => Lookup;

const jsonContentTypes = ['application/json'] as const;
/** Forms of pages and OAuth; scripts of the account pages send JSON. */
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
/** Where `dataschema` of events leads. */
const schemaTarget: Target = { id: 'eventSchema', owner: 'gateway', rate: 'pages', accepts: [] };
export const assetTarget: Target = { id: 'asset', owner: 'web', rate: 'pages', accepts: [] };
const pageTarget: Target = { id: 'page', owner: 'web', rate: 'pages', accepts: [] };
const identityTarget: Target = { id: 'identity', owner: 'identity', rate: 'identity', accepts: identityContentTypes };
const logInTarget: Target = { id: 'logIn', owner: 'identity', rate: 'log-in', accepts: identityContentTypes };

const readMethods = ['GET', 'HEAD'];
const identityMethods = [...readMethods, 'POST'];
/** A path segment without encoded characters: enough for every id, slug and file name of the shop. */
const segment = '[A-Za-z0-9._~-]+';
const underAuth = new RegExp(`^/auth(?:/${segment})*/?$`);
const eventSchema = new RegExp(`^${schemaPath(segment)}$`);
/** Where passwords are checked and tokens issued. */
const credentialPaths = /^\/auth\/(?:interaction|token|account)(?:\/|$)/;
/** Never pages: paths with a meaning to the gateway, or to the sidecars and services behind it. */
const reservedPaths =
  /^\/(?:api|auth|healthz|csp-report|metrics|internal|events|dead-letters|dapr|v1\.0(?:-[a-z0-9]+)?)(?:\/|$)/;

/** @param withIdentity false: tokens come from an external issuer, so nothing is under /auth and identity owns no route */
export function compileRoutes(routes: readonly Route[], { withIdentity = true } = {}): RouteTable {
  const compiled = routes
    .filter(({ owner }) => withIdentity || owner !== 'identity')
    .map((route) => ({
      route,
      target: targetOf(route),
      pattern: patternOf(route),
    }));
  return (method, path) => {
    if (path === securityTxtPath) return lookUpMethod(readMethods, method, securityTxtTarget);
    if (eventSchema.test(path)) return lookUpMethod(readMethods, method, schemaTarget);
    if (!reservedPaths.test(path))
      return lookUpMethod(readMethods, method, path.startsWith('/assets/') ? assetTarget : pageTarget);
    if (path === '/csp-report') return lookUpMethod(['POST'], method, cspReportTarget);
    if (withIdentity && underAuth.test(path))
      return lookUpMethod(
        identityMethods,
        method,
        method === 'POST' && credentialPaths.test(path) ? logInTarget : identityTarget,
      );
    const samePath = compiled.filter(({ pattern }) => pattern.test(path));
    const found = samePath.find(({ route }) => methodsOf(route).includes(method));
    if (found) return { kind: 'found', target: withService(found.target, found.pattern, path) };
    if (samePath.length > 0)
      return { kind: 'other-method', allow: [...new Set(samePath.flatMap(({ route }) => methodsOf(route)))] };
    return { kind: 'unknown' };
  };
}

const patternOf = ({ path, owner }: Route): RegExp => {
  const parameter = (_all: string, name: string) =>
    owner === 'consumers' && name === 'service' ? `(?<service>${segment})` : segment;
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, parameter)}$`);
};

function withService(target: Target, pattern: RegExp, path: string): Target {
  if (target.owner !== 'consumers') return target;
  const service = pattern.exec(path)?.groups?.service;
  return service === undefined ? target : { ...target, service };
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

/** Every GET also allows HEAD, except for streams, whose body never ends. */
const methodsOf = ({ method, stream }: Route): string[] => (method === 'GET' && !stream ? ['GET', 'HEAD'] : [method]);
