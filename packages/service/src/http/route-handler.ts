/**
 * Binds a route of the contracts to its handler: authorise -> parse -> handle -> respond. The handler gets only parsed input
 * and a verified caller.
 */
import { limits } from '@mambogo/contracts/limits.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import { unstorable } from '@mambogo/contracts/text.ts';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { stepUpRequired } from '../auth/step-up.ts';
import type { Caller, Verify } from '../auth/token-verifier.ts';
import { nameRoute } from './measure-requests.ts';
import { bodyPointer, Problem, validationProblem } from './problem.ts';
import { rejectUnknownParameters } from './reject-unknown-parameters.ts';

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A parsed request to route `R`. */
export interface RouteRequest<R extends InternalRoute> {
  readonly params: Output<R['params']>;
  readonly query: Output<R['query']>;
  readonly body: R extends { rawBody: true } ? Buffer : Output<R['body']>;
  /** undefined: a guest, or the route needs no token. */
  readonly caller: R extends { scopes: readonly unknown[] }
    ? R extends { allowsGuests: true }
      ? Caller | undefined
      : Caller
    : Caller | undefined;
  /** The Idempotency-Key; always set on routes that require one, undefined on those that do not take one. */
  readonly idempotencyKey: R extends { idempotent: true }
    ? string
    : R extends { idempotent: 'optional' }
      ? string | undefined
      : undefined;
  /** The If-Match header's entity tag without its quotes. */
  readonly ifMatch: string | undefined;
  readonly request: Request;
  readonly response: Response;
}

/** The result of a handler; undefined = it has written the response itself (streams). */
export interface RouteResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BoundRoute {
  readonly route: InternalRoute;
  handle(request: Request, response: Response, verify: Verify): Promise<RouteResponse | undefined>;
}

export const handleRoute = <R extends InternalRoute>(
  route: R,
  handle: (call: RouteRequest<R>) => Promise<RouteResponse | undefined>,
): BoundRoute => ({
  route,
  async handle(request, response, verify) {
    const caller = await authorise(route, request, verify);
    rejectUnknownParameters(route, request.query);
    const call = {
      params: parsePart(route.params, request.params, ([name]) => `{${String(name)}}`),
      query: parsePart(route.query, request.query, ([name]) => `?${String(name)}`),
      body: route.rawBody ? request.body : parsePart(route.body, request.body, bodyPointer),
      caller,
      idempotencyKey: idempotencyKey(route, request),
      ifMatch: ifMatch(route, request),
      request,
      response,
    };
    return handle(call as RouteRequest<R>);
  },
});

/** Registers routes in an app, at the paths of the contracts. */
export function mountRoutes(app: Express, routes: readonly BoundRoute[], verify: Verify): void {
  for (const boundRoute of routes) {
    const path = boundRoute.route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const method = boundRoute.route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    app[method](
      path,
      nameRoute(boundRoute.route),
      ...readBody(boundRoute.route),
      async (request: Request, response: Response) => {
        const result = await boundRoute.handle(request, response, verify);
        if (!result) return;
        for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, value);
        if (isPersonal(boundRoute.route, request)) response.setHeader('cache-control', 'no-store');
        response.status(result.status);
        if (result.body === undefined) response.end();
        else response.json(result.body);
      },
    );
  }
}

/** Responses to requests with a token must not be cached; the gateway sets that for errors and streams too. */
const isPersonal = ({ scopes }: InternalRoute, { headers }: Request): boolean =>
  scopes !== undefined || headers.authorization !== undefined;

const limit = '1mb';
const readJson = express.json({ limit, type: 'application/json' });
const readBytes = express.raw({ limit, type: () => true });

function readBody({ body, rawBody }: InternalRoute): RequestHandler[] {
  if (rawBody) return [readBytes];
  if (!body) return [];
  return body.safeParse(undefined).success ? [readBytes, parseOptionalJson] : [requireJson, readJson];
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw notJson();
  next();
};

/** An optional body; proxies may send an empty one with a content type. */
const parseOptionalJson: RequestHandler = (request, _response, next) => {
  const bytes: unknown = request.body;
  request.body = undefined;
  if (Buffer.isBuffer(bytes) && bytes.length > 0) {
    if (!request.is('application/json')) throw notJson();
    request.body = parseJson(bytes);
  }
  next();
};

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (cause) {
    throw new Problem('validation', 'the body is not valid JSON', {}, { cause: cause });
  }
}

const notJson = () => new Problem('unsupported-media-type', 'send a JSON body with content type application/json');

/** The caller, if the route needs one: 401 without a valid token or the required log-in, 403 without its scopes. */
export async function authorise(route: InternalRoute, request: Request, verify: Verify): Promise<Caller | undefined> {
  if (!route.scopes || (route.allowsGuests && request.headers.authorization === undefined)) return undefined;
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new Problem('unauthenticated', 'send an access token: Authorization: Bearer <token>');
  const caller = await verify(token);
  const missing = route.scopes.filter((scope) => !caller.scopes.has(scope));
  const hasAlternative = route.alternativeScopes?.every((scope) => caller.scopes.has(scope)) ?? false;
  if (missing.length > 0 && !hasAlternative)
    throw new Problem('forbidden', `this requires the scope ${missing.join(' ')}`);
  if (route.stepUp && caller.stepUp) throw stepUpRequired(caller.stepUp);
  return caller;
}

function parsePart(schema: z.ZodType | undefined, input: unknown, pointer: (path: PropertyKey[]) => string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(input);
  if (!result.success) throw validationProblem(result.error, pointer);
  rejectUnstorable(result.data, [], pointer);
  return result.data;
}

/** Rejects text that cannot be stored, in all fields, whatever their schema allows. */
function rejectUnstorable(input: unknown, path: PropertyKey[], pointer: (path: PropertyKey[]) => string): void {
  if (typeof input === 'string') {
    if (!unstorable.test(input)) return;
    const detail = 'contains U+0000 or half of a surrogate pair, which cannot be stored: remove it';
    throw new Problem('validation', 'the request contains text that cannot be stored', {
      errors: [{ pointer: pointer(path), detail }],
    });
  }
  if (typeof input !== 'object' || input === null) return;
  for (const [key, value] of Object.entries(input)) rejectUnstorable(value, [...path, key], pointer);
}

/** The request's Idempotency-Key if the route takes one; 400 if it is required and missing, or too long. */
export function idempotencyKey(
  { idempotent }: Pick<InternalRoute, 'idempotent'>,
  request: Request,
): string | undefined {
  if (!idempotent) return undefined;
  const key = request.get('idempotency-key');
  if (key === undefined && idempotent === 'optional') return undefined;
  if (!key || key.length > limits.idempotencyKeyLength)
    throw new Problem(
      'validation',
      `send an Idempotency-Key header of 1 to ${limits.idempotencyKeyLength} characters, a new one for each operation`,
      { errors: [{ pointer: 'Idempotency-Key', detail: key ? 'too long' : 'missing' }] },
    );
  return key;
}

function ifMatch(route: InternalRoute, request: Request): string | undefined {
  const header = request.get('if-match');
  if (header === undefined && route.ifMatch === 'required')
    throw new Problem('precondition-required', 'send If-Match with the ETag of the version you read');
  return header === undefined || header === '*' ? undefined : header.replace(/^W\//, '').replaceAll('"', '');
}
