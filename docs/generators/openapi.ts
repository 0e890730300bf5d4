/** The OpenAPI 3.1 document of the public API, from the routes of the contracts. Pure. */

import { currentVersion } from '@mambogo/blueprint/versions.ts';
import { guestCookie } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { problemResponses, problemsOf } from './openapi-problems.ts';
import type { OperationText } from './operations/operation-text.ts';
import { operationText } from './operations/operations.ts';
import { tolerantSchema } from './tolerant-schema.ts';

type Document = ReturnType<typeof createDocument>;

export const openApi = (routes: readonly Route[]): Document =>
  createDocument(document(routes), { override: tolerantSchema });

const document = (routes: readonly Route[]): ZodOpenApiObject => ({
  openapi: '3.1.1',
  info: {
    title: 'Mambogo',
    version: currentVersion,
    summary: 'The public API of a shop',
    description:
      'Everything a shop answers at its gateway under `/api/v1`. Money is in integer minor units, ids are UUIDv7, times are UTC; errors are RFC 9457 problem details.',
  },
  servers: [{ url: 'http://localhost:8080', description: 'a shop on this machine (npm start)' }],
  tags: [...new Set(routes.map(({ owner }) => owner))].map((name) => ({
    name,
    description:
      name === 'consumers'
        ? 'answered by each service that handles events, and merged where a request names none'
        : `answered by ${name}`,
  })),
  paths: pathsOf(routes),
  components: {
    responses: problemResponses,
    securitySchemes: {
      oidc: {
        type: 'openIdConnect',
        openIdConnectUrl: 'http://localhost:8080/auth/.well-known/openid-configuration',
        description: `Code with PKCE; an access token (JWT, RS256) goes along as bearer. Scopes: ${scopes.join(', ')}.`,
      },
      apiToken: {
        type: 'oauth2',
        description: 'For programs: client id and secret of an API token that a merchant made (docs/api-tokens.md).',
        flows: {
          clientCredentials: {
            tokenUrl: 'http://localhost:8080/auth/token',
            scopes: Object.fromEntries(scopes.map((scope) => [scope, `what the scope ${scope} allows`])),
          },
        },
      },
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      guest: { type: 'apiKey', in: 'cookie', name: guestCookie, description: 'set when a guest first fills a cart' },
    },
  },
});

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  return paths;
}

const operation = (route: Route, text = operationText(route)): ZodOpenApiOperationObject => ({
  operationId: route.id,
  summary: route.summary,
  description: route.stepUp ? `${text.description}\n\n${stepUpNote}` : text.description,
  tags: [route.owner],
  // Scopes are listed for both schemes; 3.1 allows them for bearer too.
  security: securityOf(route),
  'x-rate-limit-class': route.rate,
  requestParams: {
    ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
    ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    header: headersOf(route),
  },
  ...bodyOf(route, text),
  responses: {
    ...Object.fromEntries(
      Object.entries(route.responses).map(([status, schema]) => [status, successResponse(route, schema, text)]),
    ),
    ...redirectOf(route),
    ...problemsOf(route),
  },
});

/** The first that fits: the scopes, those that suffice instead of them, or a guest's cookie. */
function securityOf({ scopes: needed, alternativeScopes, allowsGuests }: Route): Record<string, string[]>[] {
  if (!needed) return [];
  const sufficient = [needed, ...(alternativeScopes ? [alternativeScopes] : [])];
  return [
    ...sufficient.flatMap((one): Record<string, string[]>[] => [{ oidc: [...one] }, { bearer: [...one] }]),
    ...(allowsGuests ? [{ guest: [] }] : []),
  ];
}

const stepUpNote =
  'Needs a recent log-in: when `auth_time` is older than 5 minutes, or `acr` is none of those the shop requires of its staff, ' +
  'the answer is 401 `step-up-required` with `maxAge` and `acrValues` (RFC 9470). Authorize again with `max_age` and ' +
  '`acr_values` of these values, then send the request again. Off in the profile local.';

function bodyOf(
  { body, rawBody }: Route,
  { request: example }: OperationText,
): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (rawBody) return { requestBody: { required: true, content: { '*/*': { schema: z.string(), example } } } };
  if (!body) return {};
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': { schema: body, example } } } };
}

const headersOf = ({ idempotent, ifMatch, stream }: Route) =>
  z.object({
    ...(idempotent === true ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(idempotent === 'optional' ? { 'Idempotency-Key': idempotencyKey.optional() } : {}),
    ...(ifMatch === 'required' ? { 'If-Match': entityTag } : {}),
    ...(ifMatch === 'optional' ? { 'If-Match': entityTag.optional() } : {}),
    ...(stream ? { 'Last-Event-ID': z.string().optional().meta({ description: 'resumes after this event' }) } : {}),
  });

const idempotencyKey = z
  .string()
  .min(1)
  .max(limits.idempotencyKeyLength)
  .meta({ description: 'a fresh one per intention; the same one again has its effect once, for 24 h' });

const entityTag = z.string().meta({ description: 'the ETag you read, or `*`', example: '"7"' });

const redirectOf = ({ redirects }: Route): ZodOpenApiResponsesObject =>
  redirects === undefined
    ? {}
    : {
        '308': {
          description: redirects,
          headers: z.object({ Location: z.string().meta({ description: 'where to go on' }) }),
        },
      };

const successResponse = (
  { stream, files, owner, path, idempotent }: Route,
  schema: z.ZodType | undefined,
  { response: example }: OperationText,
) => ({
  description: stream ? 'server-sent `status` events, the data of each being this' : 'as asked',
  ...(schema
    ? {
        content: Object.fromEntries(
          (files ?? [stream ? 'text/event-stream' : 'application/json']).map((type) => [type, { schema, example }]),
        ),
      }
    : {}),
  headers: z.object({
    ...(owner === 'cart' || path.startsWith(listProducts.path)
      ? { ETag: z.string().meta({ description: 'of this version, for If-Match' }) }
      : {}),
    ...(idempotent === true ? { Location: z.string().meta({ description: 'where what came of it is' }) } : {}),
  }),
});
