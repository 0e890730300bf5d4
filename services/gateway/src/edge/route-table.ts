/**
 * Which service answers an address. Everything that can be reached from outside is a route of the contracts, or belongs
 * to identity under /auth. Addresses are matched as they are written, case and trailing slash included.
 */
import type { Route, RouteOwner } from '@mambogo/contracts/route.ts';

export interface Target {
  readonly owner: RouteOwner;
  /** undefined under /auth: identity guards its own pages. */
  readonly route?: Route;
}

export type Lookup =
  | { readonly kind: 'found'; readonly target: Target }
  /** The address exists, with other methods. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

export type RouteTable = (method: string, path: string) => Lookup;

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

const identity: Target = { owner: 'identity' };
const identityMethods = ['GET', 'HEAD', 'POST'];
/** A segment in which nothing is encoded: enough for every id, slug and file name of the shop. */
const segment = '[A-Za-z0-9._~-]+';
const underAuth = new RegExp(`^/auth(?:/${segment})*/?$`);

export function compileRoutes(routes: readonly Route[]): RouteTable {
  const compiled: Compiled[] = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, segment)}$`),
  }));
  return (method, path) => {
    if (underAuth.test(path))
      return identityMethods.includes(method)
        ? { kind: 'found', target: identity }
        : { kind: 'other-method', allow: identityMethods };
    const here = compiled.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route);
    const route = here.find((one) => methodsOf(one).includes(method));
    if (route) return { kind: 'found', target: { owner: route.owner, route } };
    if (here.length > 0) return { kind: 'other-method', allow: [...new Set(here.flatMap(methodsOf))] };
    return { kind: 'unknown' };
  };
}

/** Where there is a GET there is a HEAD, except for streams, which have no end to leave out. */
const methodsOf = ({ method, stream }: Route): string[] => (method === 'GET' && !stream ? ['GET', 'HEAD'] : [method]);
