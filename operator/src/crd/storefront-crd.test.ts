import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storefrontCrd } from './storefront-crd.ts';
import { isSchema, type Schema, toStructuralSchema } from './to-structural-schema.ts';

const { schema, subresources } = storefrontCrd().spec.versions[0] ?? assert.fail('no version');
const root: Schema = schema.openAPIV3Schema;

/** Every nested schema, with its path. */
function* walk(at: Schema, path = ''): Generator<[string, Schema]> {
  yield [path, at];
  const below = [at.items, at.additionalProperties].filter(isSchema);
  for (const one of below) yield* walk(one, `${path}[]`);
  for (const [name, one] of Object.entries(isSchema(at.properties) ? at.properties : {}))
    if (isSchema(one)) yield* walk(one, `${path}.${name}`);
}
const at = (path: string): Schema => new Map(walk(root)).get(path) ?? assert.fail(`no ${path}`);
const messages = (path: string) => JSON.stringify(at(path)['x-kubernetes-validations'] ?? []);

test('generates a structural schema that the API server accepts', () => {
  const known = new Set([
    ...['type', 'format', 'description', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'pattern'],
    ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties'],
    ...['x-kubernetes-validations', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys'],
    'x-kubernetes-preserve-unknown-fields',
  ]);
  for (const [path, one] of walk(root)) {
    assert.equal(typeof one.type, 'string', path);
    for (const key of Object.keys(one)) assert.ok(known.has(key), `${path} has ${key}`);
    assert.ok(!(one.properties && one.additionalProperties), path);
  }
});

test('bounds everything below spec, so that CEL costs are accepted', () => {
  for (const [path, one] of walk(root)) {
    if (!path.startsWith('.spec')) continue;
    if (one.type === 'string') assert.ok(one.maxLength || one.enum || one.pattern, path);
    if (one.type === 'array') assert.ok(one.maxItems, path);
    if (one.additionalProperties) assert.ok(one.maxProperties, path);
  }
});

test('describes every field below spec', () => {
  const silent = [...walk(root)].filter(([path, one]) => /^\.spec\.[^[]+$/.test(path) && !one.description);
  assert.deepEqual(
    silent.map(([path]) => path),
    [],
  );
});

test('enforces exactly one alternative of every union by a rule', () => {
  for (const path of ['.spec.data.postgres', '.spec.data.kafka', '.spec.services.order.store', '.spec.identity'])
    assert.match(messages(path), /exactly one of embedded, external/);
  assert.match(messages('.spec.backup.destination'), /exactly one of volumeClaim, s3/);
});

test('has one provider field with all its values, and a rule for dependent fields', () => {
  const payments = at('.spec.payments');
  assert.deepEqual(at('.spec.payments.provider').enum, ['simulator', 'stripe']);
  assert.deepEqual(payments.required, ['provider']);
  assert.match(messages('.spec.payments'), /has\(self\.stripe\)/);
});

test('has status and scale subresources', () => {
  assert.deepEqual(Object.keys(subresources), ['status', 'scale']);
  assert.equal(at('.spec.replicas').type, 'integer');
  assert.equal(at('.status.replicas').type, 'integer');
  assert.equal(at(subresources.scale.labelSelectorPath).type, 'string');
});

test('types literal integers as integers, and drops the names of map keys', () => {
  assert.equal(toStructuralSchema({ type: 'number', enum: [1, 3] }).type, 'integer');
  assert.deepEqual(
    toStructuralSchema({ type: 'object', propertyNames: {}, additionalProperties: { type: 'string' } }),
    {
      type: 'object',
      additionalProperties: { type: 'string' },
      maxProperties: 64,
    },
  );
});
