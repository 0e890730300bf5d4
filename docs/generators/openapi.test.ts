import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApi } from './openapi.ts';
import { operations } from './operations/operations.ts';

const document = JSON.parse(JSON.stringify(openApi(routes)));

test('the document is valid OpenAPI 3.1, references and all', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.deepEqual(result.errors ?? [], []);
  assert.equal(result.valid, true);
  assert.equal(validator.version, '3.1');
  validator.resolveRefs();
});

test('contains every route with its scopes, its success response and its problems', () => {
  for (const route of routes) {
    const operation = document.paths[route.path][route.method.toLowerCase()];
    assert.equal(operation.operationId, route.id);
    assert.deepEqual(operation.security[0]?.oidc, route.scopes && [...route.scopes]);
    const statuses = Object.keys(operation.responses);
    for (const status of Object.keys(route.responses)) assert.ok(statuses.includes(status), route.id);
    assert.equal(statuses.includes('401'), route.scopes !== undefined || route.rawBody === true, route.id);
    assert.equal(statuses.includes('404'), Boolean(route.params ?? route.body), route.id);
    assert.equal(statuses.includes('428'), route.ifMatch === 'required', route.id);
    assert.ok(statuses.includes('429') && statuses.includes('503'), route.id);
  }
});

test('headers of a route are parameters, required where the route requires them', () => {
  for (const route of routes) {
    const { parameters = [] } = document.paths[route.path][route.method.toLowerCase()];
    const required = (name: string) =>
      parameters.find((parameter: { name: string }) => parameter.name === name)?.required === true;
    assert.equal(required('Idempotency-Key'), route.idempotent === true, route.id);
    assert.equal(required('If-Match'), route.ifMatch === 'required', route.id);
  }
});

test('every operation has a description, and an example of each body it takes or returns', () => {
  for (const route of routes) {
    const { summary, description, requestBody, responses } = document.paths[route.path][route.method.toLowerCase()];
    assert.ok(description?.length > summary.length / 2 && description !== summary, `${route.id}: ${description}`);
    for (const content of [
      requestBody?.content,
      ...Object.keys(route.responses).map((status) => responses[status].content),
    ])
      for (const media of Object.values<{ example?: unknown }>(content ?? {}))
        assert.notEqual(media.example, undefined, `${route.id} has no example`);
  }
  assert.deepEqual(
    Object.keys(operations).filter((id) => !routes.some((route) => route.id === id)),
    [],
    'texts of operations that are not there',
  );
});

test('rejects an operation without a description and example', () => {
  const [first] = routes;
  assert.ok(first);
  assert.throws(() => openApi([{ ...first, id: 'newOne' }]), /operation newOne has no description and example/);
});

test('every example matches its schema and has no unknown fields', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'document');
  const pointer = (...parts: string[]) =>
    parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  for (const route of routes) {
    const method = route.method.toLowerCase();
    const { requestBody, responses } = document.paths[route.path][method];
    const bodies = [
      { at: ['requestBody'], content: requestBody?.content, schema: route.body },
      ...Object.entries(route.responses).map(([status, schema]) => ({
        at: ['responses', status],
        content: responses[status].content,
        schema,
      })),
    ];
    for (const { at, content, schema } of bodies)
      for (const [type, { example }] of Object.entries<{ example: unknown }>(content ?? {})) {
        const $ref = `document#/${pointer('paths', route.path, method, ...at, 'content', type, 'schema')}`;
        const isValid = ajv.validate({ $ref }, example);
        assert.ok(isValid, `${route.id} ${at.join(' ')}: ${ajv.errorsText()}`);
        if (!schema) continue;
        const parsed = schema.safeParse(example);
        assert.ok(parsed.success, `${route.id}: ${parsed.error?.message}`);
        if (at[0] === 'responses') assert.deepEqual(JSON.parse(JSON.stringify(parsed.data)), example, route.id);
      }
  }
});
