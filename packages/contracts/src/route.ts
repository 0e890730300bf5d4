/**
 * A public route as data: the gateway routes and guards requests by it, the owning service validates by it, and the OpenAPI
 * document is generated from it. Paths are those at the gateway, with `{name}` for parameters.
 */
import type { z } from 'zod';
import type { RateClass } from './rate-limits.ts';
import type { Scope } from './scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** The services with public routes, by their names in the blueprint; the gateway calls these, and web for pages. */
export const routeOwners = [
  'identity',
  'product',
  'cart',
  'order',
  'payment',
  'inventory',
  'config',
  'pricing',
  'notification',
] as const;
export type RouteOwner = (typeof routeOwners)[number];

export interface Route {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /**
   * `consumers`: every service that handles events has this route for its own part. The gateway sends a request to the one named
   * by the parameter `service`; without one it asks all of them and merges their responses. `gateway`: it responds itself.
   */
  readonly owner: RouteOwner | 'consumers' | 'gateway';
  readonly summary: string;
  /** Scopes that a token must have, all of them; undefined = public. */
  readonly scopes?: readonly Scope[];
  /** Scopes that also suffice, all of them: for a role with fewer rights than the one `scopes` are for. */
  readonly alternativeScopes?: readonly Scope[];
  /** A caller without a token is a guest, identified by a cookie of the owner. */
  readonly allowsGuests?: boolean;
  /** Which rate limit a request counts against. */
  readonly rate: RateClass;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** If the schema accepts undefined, the body is optional. */
  readonly body?: z.ZodType;
  /** The handler gets the body as the bytes that were sent (for a signature over them). */
  readonly rawBody?: boolean;
  /**
   * Fields of the body with free text of staff, by path (`images.alt`). They are stored unchanged and encoded on output; the
   * gateway does not score them as attacks. Only for routes that require a staff scope.
   */
  readonly staffText?: readonly string[];
  /** Fields of the body that may have several lines; in all others a line break counts as a sign of an attack. */
  readonly multiLine?: readonly string[];
  /** Requires a recent and strong enough log-in, otherwise 401 `step-up-required` (RFC 9470). */
  readonly stepUp?: boolean;
  /** true: an Idempotency-Key is required; `optional`: with a key, the request is executed once however often it is sent. */
  readonly idempotent?: true | 'optional';
  /** `required`: 428 without If-Match; `optional`: compared if present. */
  readonly ifMatch?: 'required' | 'optional';
  /** When the response may be a 308 with a `Location`; undefined = never. */
  readonly redirects?: string;
  /** Status -> body; undefined = no body. Problems are added to the OpenAPI document automatically. */
  readonly responses: Readonly<Record<number, z.ZodType | undefined>>;
  /** The media types of a successful response that is a file instead of JSON; its schema is a string. */
  readonly files?: readonly string[];
  /** The response is a stream of server-sent events. */
  readonly stream?: boolean;
}

/** Keeps the literal types of a route while checking its shape. */
export const route = <const R extends Route>(definition: R): R => definition;

/** A route for calls between services: not reachable from outside, without rate limit. */
export interface InternalRoute extends Omit<Route, 'owner' | 'rate'> {
  /** A POST, for the length of its input, that changes nothing: retried like a read. */
  readonly readOnly?: boolean;
}
export const internalRoute = <const R extends InternalRoute>(definition: R): R => definition;
