import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { type Route, route } from '@mambogo/contracts/route.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { z } from 'zod';
import type { Verify } from '../auth/token-verifier.ts';
import { createApp } from './app.ts';
import { Problem } from './problem.ts';
import { handleRoute, mountRoutes } from './route-handler.ts';

const base = { method: 'POST', owner: 'order', summary: '', rate: 'default', responses: { 200: z.unknown() } } as const;
const shelve = route({
  ...base,
  id: 'shelve',
  path: '/shelves/{shelf}/books',
  params: z.object({ shelf: z.uuid() }),
  query: z.object({ size: z.coerce.number().int().max(100).default(20) }),
  body: z.strictObject({ books: z.array(z.strictObject({ 'title/name': z.string() })) }),
});
const lend = route({
  ...base,
  id: 'lend',
  path: '/loans',
  idempotent: true,
  ifMatch: 'required',
  scopes: ['order:write'],
});

const browse = route({
  ...base,
  id: 'browse',
  path: '/browsing',
  allowsGuests: true,
  scopes: ['cart:manage'],
  body: z.strictObject({ mood: z.string() }).optional(),
});
const sign = route({ ...base, id: 'sign', path: '/signed', rawBody: true });

const verify: Verify = async (token) => {
  if (token === 'bad.to.ken') throw new Problem('unauthenticated', 'refused');
  const scopes = new Set(token === 'reader.to.ken' ? (['cart:manage'] as const) : (['order:write'] as const));
  return { subject: 'ada', roles: ['USER'], scopes, token, expiresAt: Number.POSITIVE_INFINITY };
};

const open = (t: Parameters<typeof serve>[0]) => {
  const echo = <R extends Route>(one: R) =>
    handleRoute(one, async ({ params, query, body, caller, idempotencyKey, ifMatch }) => ({
      status: 200,
      body: { params, query, body, subject: caller?.subject, idempotencyKey, ifMatch },
      headers: { etag: '"2"' },
    }));
  return serve(
    t,
    createApp({
      logger: pino({ level: 'silent' }),
      checkReady: async () => undefined,
      mount: (app) =>
        mountRoutes(
          app,
          [
            echo(shelve),
            echo(lend),
            echo(browse),
            handleRoute(sign, async ({ body }) => ({ status: 200, body: { bytes: body.toString('hex') } })),
          ],
          verify,
        ),
    }),
  );
};

const shelf = '0198f2a0-0000-7000-8000-000000000001';
const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const authorised = (headers: Record<string, string>) => ({
  method: 'POST',
  headers: { authorization: 'Bearer to.k.en', 'idempotency-key': 'k', 'if-match': '"1"', ...headers },
});

test('passes parsed input to the handler and sends its status, headers and body', async (t) => {
  const fetch = await open(t);
  const response = await fetch(`/shelves/${shelf}/books?size=5`, post({ books: [] }));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('etag'), '"2"');
  assert.deepEqual(await response.json(), { params: { shelf }, query: { size: 5 }, body: { books: [] } });
});

test('points to invalid input in body, path and query', async (t) => {
  const fetch = await open(t);
  const pointers = async (path: string, body: unknown) => {
    const response = await fetch(path, post(body));
    assert.equal(response.status, 400);
    const problem = ProblemBody.parse(await response.json());
    assert.equal(problem.type, 'https://mambogo.com/problems/validation');
    return problem.errors?.map(({ pointer }) => pointer);
  };
  const books = `/shelves/${shelf}/books`;
  assert.deepEqual(await pointers(books, { books: [{ 'title/name': 1 }] }), ['/books/0/title~1name']);
  assert.deepEqual(await pointers(books, { books: [], more: true }), ['/more']);
  assert.deepEqual(await pointers('/shelves/1/books', { books: [] }), ['{shelf}']);
  assert.deepEqual(await pointers(`${books}?size=1000`, { books: [] }), ['?size']);
  assert.equal(await pointers(books, '{'), undefined);
  for (const text of ['a\u0000', '\ud800b'])
    assert.deepEqual(await pointers(books, { books: [{ 'title/name': text }] }), ['/books/0/title~1name']);
});

test('rejects a body of another type or of too large a size', async (t) => {
  const fetch = await open(t);
  const books = `/shelves/${shelf}/books`;
  const form = await fetch(books, post('books=1', { 'content-type': 'application/x-www-form-urlencoded' }));
  assert.equal(form.status, 415);
  const large = await fetch(books, post({ books: [], more: 'x'.repeat(1_100_000) }));
  assert.equal(large.status, 413);
});

test('requires a valid token with the scope on a scoped route', async (t) => {
  const fetch = await open(t);
  const status = async (headers: Record<string, string>) => (await fetch('/loans', authorised(headers))).status;
  assert.equal(await status({ authorization: '' }), 401);
  assert.equal(await status({ authorization: 'Basic YWRhOmFkYQ==' }), 401);
  assert.equal(await status({ authorization: 'Bearer bad.to.ken' }), 401);
  assert.equal(await status({ authorization: 'Bearer reader.to.ken' }), 403);
  const good = await fetch('/loans', authorised({}));
  assert.deepEqual(await good.json(), { subject: 'ada', idempotencyKey: 'k', ifMatch: '1' });
});

test('sends WWW-Authenticate with a 401', async (t) => {
  const fetch = await open(t);
  const response = await fetch('/loans', { method: 'POST' });
  assert.equal(response.headers.get('www-authenticate'), 'Bearer');
});

test('rejects a missing Idempotency-Key or If-Match where required', async (t) => {
  const fetch = await open(t);
  const noKey = await fetch('/loans', authorised({ 'idempotency-key': '' }));
  assert.equal(noKey.status, 400);
  assert.equal(ProblemBody.parse(await noKey.json()).errors?.[0]?.pointer, 'Idempotency-Key');
  assert.equal((await fetch('/loans', authorised({ 'idempotency-key': 'k'.repeat(65) }))).status, 400);
  const { 'if-match': _, ...headers } = authorised({}).headers;
  assert.equal((await fetch('/loans', { method: 'POST', headers })).status, 428);
});

const read = async (response: Response) => (await response.json()) as { subject?: string; body?: unknown };

test('accepts guests without a token, but rejects an invalid token', async (t) => {
  const ask = await open(t);
  const browsing = (authorization?: string, init: RequestInit = {}) =>
    ask('/browsing', {
      ...init,
      method: 'POST',
      headers: { ...init.headers, ...(authorization ? { authorization } : {}) },
    });
  assert.equal((await read(await browsing())).subject, undefined);
  assert.equal((await read(await browsing('Bearer reader.to.ken'))).subject, 'ada');
  assert.equal((await browsing('Bearer bad.to.ken')).status, 401);
  assert.equal((await browsing('Bearer a.to.ken')).status, 403);
  assert.equal((await browsing('Basic abc')).status, 401);
});

test('validates an optional body if it is present', async (t) => {
  const ask = await open(t);
  const send = (body?: string, type = 'application/json') =>
    ask('/browsing', { method: 'POST', body, headers: body === undefined ? {} : { 'content-type': type } });
  assert.equal((await send()).status, 200);
  assert.deepEqual((await read(await send('{"mood":"fair"}'))).body, { mood: 'fair' });
  assert.equal((await send('{"mood":1}')).status, 400);
  assert.equal((await send('mood', 'text/plain')).status, 415);
  assert.equal((await send('{"mood":')).status, 400);
  const announced = await ask('/browsing', {
    method: 'POST',
    body: new ReadableStream({ start: (c) => c.close() }),
    duplex: 'half',
  });
  assert.equal(announced.status, 200, 'a body that is announced and empty is none');
});

test('passes a raw body unchanged, whatever its content type', async (t) => {
  const ask = await open(t);
  for (const type of ['application/json', 'text/plain']) {
    const response = await ask('/signed', { method: 'POST', body: ' {"a": 1}', headers: { 'content-type': type } });
    assert.deepEqual(await response.json(), { bytes: Buffer.from(' {"a": 1}').toString('hex') });
  }
});
