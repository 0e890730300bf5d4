/**
 * A public route as data: the gateway routes and guards by it, the owning service validates by it, the OpenAPI document
 * is drawn from it. Paths are those at the gateway, with `{name}` for parameters.
 */
import type { z } from 'zod';
import type { RateClass } from './rate-limits.ts';
import type { Scope } from './scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** Who answers; the names of the blueprint. */
export type RouteOwner = 'product' | 'cart' | 'order' | 'payment' | 'inventory' | 'identity';

export interface Route {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly owner: RouteOwner;
  readonly summary: string;
  /** Scopes a token must carry, all of them; undefined = public. */
  readonly scopes?: readonly Scope[];
  /** Whoever comes without a token is a guest, known by a cookie of the owner's. */
  readonly allowsGuests?: boolean;
  /** Which rate limit a request counts against. */
  readonly rate: RateClass;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** A schema that takes undefined: the request may come without a body. */
  readonly body?: z.ZodType;
  /** The body reaches the owner's handler as the bytes that were sent (a signature is over them). */
  readonly rawBody?: boolean;
  /**
   * Fields of the body in which staff write freely, by the names on the way to them (`images.alt`). They are stored as they are and
   * encoded wherever they are shown; the gateway does not score them as attacks. Only where a scope of staff's is required.
   */
  readonly staffText?: readonly string[];
  /** Fields of the body that may have several lines; in all others a line end is a sign of an attack. */
  readonly multiLine?: readonly string[];
  /** The caller must have logged in recently and strongly enough, else 401 `step-up-required` (RFC 9470). */
  readonly stepUp?: boolean;
  /** true: an Idempotency-Key is required; `optional`: with one, the request is carried out once however often it is sent. */
  readonly idempotent?: true | 'optional';
  /** `required`: no If-Match is 428; `optional`: compared when there is one. */
  readonly ifMatch?: 'required' | 'optional';
  /** When the answer may be 308 with a `Location` instead; undefined = never. */
  readonly redirects?: string;
  /** Status -> body; undefined = no body. Problems are added to the document by themselves. */
  readonly responses: Readonly<Record<number, z.ZodType | undefined>>;
  /** The answer is a stream of server-sent events. */
  readonly stream?: boolean;
}

/** Keeps the literal types of a route while checking its shape. */
export const route = <const R extends Route>(definition: R): R => definition;

/** A route that services ask of each other: nobody routes it from outside or limits it. */
export type InternalRoute = Omit<Route, 'owner' | 'rate'>;
export const internalRoute = <const R extends InternalRoute>(definition: R): R => definition;
