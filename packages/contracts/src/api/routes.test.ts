import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import type { InternalRoute, Route } from '../route.ts';
import { roleScopes, scopes } from '../scopes.ts';
import { routes } from './routes.ts';

const each = (check: (route: Route) => void) => {
  for (const route of routes) check(route);
};
const keysOf = (schema: z.ZodType | undefined) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'owner' in value;
const isInternalRoute = (value: unknown): value is InternalRoute =>
  typeof value === 'object' && value !== null && 'method' in value && !('owner' in value);

test('lists every defined route', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  for (const file of files) {
    const exported: unknown[] = Object.values(await import(`./${file}`));
    for (const route of exported.filter(isRoute))
      assert.ok(routes.includes(route), `${route.id} of ${file} is missing`);
  }
});

test('has unique ids and paths', () => {
  assert.equal(new Set(routes.map(({ id }) => id)).size, routes.length);
  const address = ({ method, path }: Route) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
  assert.equal(new Set(routes.map(address)).size, routes.length);
});

test('paths are public and have exactly the parameters of the schema', () => {
  each(({ id, path, params }) => {
    assert.match(path, /^\/api\/v1(\/([a-z-]+|\{[a-zA-Z]+\}))+$/, id);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(keysOf(params), named, id);
  });
});

test('internal routes are in internal-*.ts, below /internal, with exactly the parameters of their schema', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const addresses = new Set<string>();
  for (const file of files) {
    const exported: unknown[] = Object.values(await import(`./${file}`));
    for (const { id, method, path, params } of exported.filter(isInternalRoute)) {
      assert.match(file, /^internal-/, id);
      assert.match(path, /^\/internal(\/([a-z-]+|\{[a-zA-Z]+\}))+$/, id);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(keysOf(params), named, id);
      assert.ok(!addresses.has(`${method} ${path}`), id);
      addresses.add(`${method} ${path}`);
    }
  }
  assert.ok(addresses.size >= 6, `${addresses.size} were found`);
});

test('normalizes ids to lower case in parameters, queries and bodies of every route', () => {
  const id = '0190A0B0-ABCD-7000-8000-ABCDEF000001';
  const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;
  const isId = (schema: z.ZodType) =>
    schema.safeParse(id).success && z.toJSONSchema(schema, { io: 'input' }).format === 'uuid';
  const idsIn = (schema: unknown, where: string): [string, z.ZodType][] => {
    if (!isSchema(schema)) return [];
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly)
      return idsIn(schema.unwrap(), where);
    if (schema instanceof z.ZodArray) return idsIn(schema.element, `${where}[]`);
    if (schema instanceof z.ZodObject)
      return Object.entries(schema.shape).flatMap(([name, field]) => idsIn(field, `${where}.${name}`));
    return isId(schema) ? [[where, schema]] : [];
  };
  const ids = routes.flatMap(({ id: name, params, query, body }) =>
    [params, query, body].flatMap((schema) => idsIn(schema, name)),
  );
  assert.ok(ids.length > 20, `${ids.length} ids were found`);
  for (const [where, schema] of ids) assert.equal(schema.parse(id), id.toLowerCase(), where);
});

test('only POST and PUT have bodies, which reject unknown fields', () => {
  each(({ id, method, body }) => {
    if (!body) return;
    assert.ok(method === 'POST' || method === 'PUT', id);
    const issues = body.safeParse({ 'no-such-field': 1 }).error?.issues ?? [];
    assert.ok(
      issues.some(({ code }) => code === 'unrecognized_keys'),
      id,
    );
  });
});

test('scopes are known, and routes that change something have a scope or are callbacks', () => {
  each(({ id, method, scopes: needed, path }) => {
    for (const scope of needed ?? []) assert.ok(scopes.includes(scope), id);
    if (method !== 'GET' && !path.includes('/callbacks/')) assert.ok(needed && needed.length > 0, `${id} has no scope`);
    if (path.includes('/admin/')) assert.ok(needed && needed.length > 0, `${id} has no scope`);
  });
});

test('exactly the routes with a staff scope use the rate class of merchants', () => {
  const ofStaff = ({ scopes: needed = [] }: Route) => needed.some((scope) => !roleScopes.USER.includes(scope));
  each((route) => assert.equal(route.rate === 'merchants', ofStaff(route), route.id));
});

test("staff text is in the route's body, and needs a scope that shoppers do not have", () => {
  each(({ id, scopes: needed = [], allowsGuests: guests, staffText = [], multiLine = [], body }) => {
    if (staffText.length > 0) assert.ok(!guests && needed.some((scope) => !roleScopes.USER.includes(scope)), id);
    for (const field of [...staffText, ...multiLine]) {
      const [name = '', inner] = field.split('.');
      const schema = body instanceof z.ZodOptional ? body.unwrap() : body;
      assert.ok(schema instanceof z.ZodObject && name in schema.shape, `${id}: ${field}`);
      if (inner) assert.match(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })), new RegExp(`"${inner}"`), id);
    }
  });
});

test('every route has one success response, and all schemas convert to JSON Schema', () => {
  each(({ id, responses: answers, params, query, body }) => {
    const statuses = Object.keys(answers).map(Number);
    assert.equal(statuses.length, 1, id);
    for (const status of statuses) assert.ok(status >= 200 && status < 300, id);
    for (const schema of [params, query, body]) if (schema) z.toJSONSchema(schema, { io: 'input' });
    for (const schema of Object.values(answers)) if (schema) z.toJSONSchema(schema, { io: 'output' });
  });
});

/** Routes that are idempotent without a key. */
const withoutKey: Readonly<Record<string, string>> = {
  paymentCallback: "the provider's event id is the key: it counts once",
  mergeCart: "the guest's cart is the key: it is merged once",
  endPersonSessions: 'ends what there is: once more ends nothing that was to stay',
  sendMessageAgain: 'asked for on purpose: each is a mail',
  setPersonRoles: 'says what the roles are, not what to add',
  replayDeadLetter: 'the inbox knows the event: it is handled once',
  replayDeadLetters: 'the inbox knows the events: each is handled once',
  rollBackSettings: 'a second one finds the files as they should be, and changes nothing',
  quoteOrder: 'changes nothing',
  discardDeadLetter: 'a settled letter stays as it was settled',
};

test('every POST takes an Idempotency-Key or is in the list of exceptions', () => {
  const posts = routes.filter(({ method }) => method === 'POST');
  const lacking = posts.filter(({ idempotent }) => !idempotent).map(({ id }) => id);
  assert.deepEqual(lacking.sort(), Object.keys(withoutKey).sort());
});
