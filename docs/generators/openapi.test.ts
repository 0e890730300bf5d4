import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApi } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApi(routes)));

test('the document is valid OpenAPI 3.1, references and all', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.deepEqual(result.errors ?? [], []);
  assert.equal(result.valid, true);
  assert.equal(validator.version, '3.1');
  validator.resolveRefs();
});

test('every route is in it, with its scopes, its good answer and the problems it can have', () => {
  for (const route of routes) {
    const operation = document.paths[route.path][route.method.toLowerCase()];
    assert.equal(operation.operationId, route.id);
    assert.deepEqual(operation.security[0]?.oidc, route.scopes && [...route.scopes]);
    const statuses = Object.keys(operation.responses);
    for (const status of Object.keys(route.answers)) assert.ok(statuses.includes(status), route.id);
    assert.equal(statuses.includes('401'), route.scopes !== undefined, route.id);
    assert.equal(statuses.includes('404'), Boolean(route.params ?? route.body), route.id);
    assert.equal(statuses.includes('428'), route.ifMatch === 'required', route.id);
    assert.ok(statuses.includes('429') && statuses.includes('503'), route.id);
  }
});

test('headers that a route asks for are parameters, required where it requires them', () => {
  for (const route of routes) {
    const { parameters = [] } = document.paths[route.path][route.method.toLowerCase()];
    const required = (name: string) =>
      parameters.find((parameter: { name: string }) => parameter.name === name)?.required === true;
    assert.equal(required('Idempotency-Key'), route.idempotent === true, route.id);
    assert.equal(required('If-Match'), route.ifMatch === 'required', route.id);
  }
});
