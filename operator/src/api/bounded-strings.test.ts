import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOrRange, addressRange } from './address-range.ts';
import { imageReference, imageRegistry } from './image-reference.ts';
import { ServiceSpec } from './services-spec.ts';

const sha = `sha256:${'0a'.repeat(32)}`;
const cases = [
  [
    'a range',
    addressRange,
    ['10.0.0.0/8', '0.0.0.0/0', 'fd00::/8', '::/128'],
    ['10.0.0.1', '10.0.0.0/33', '10.0.0/8', '1.2.3.4/', 'a/8', '::/129', '1.2.3.4/8/8', '10.0.0.0/08'],
  ],
  ['an address or range', addressOrRange, ['10.0.0.1', '::1', '10.0.0.0/8'], ['10.0.0.256', 'localhost', '']],
  [
    'a registry',
    imageRegistry,
    ['r.example', 'localhost:5000', 'mambogo.local', 'ghcr.io/mambogo/shop', '[::1]:5000/a'],
    ['https://r.example', 'r.example/', '/a', 'r.example/Upper', 'r example', 'r:port'],
  ],
  [
    'an image',
    imageReference,
    ['o:1', 'o', `r.example:5000/a/b@${sha}`, `a/b:1.0.0-x_y@${sha}`, 'r.example/a__b/c-d:v1'],
    ['o:1:2', 'O:1', 'o:', 'o@sha256:12', 'o:.1', 'a//b', 'a b', ''],
  ],
] as const;
for (const [what, schema, good, bad] of cases) {
  test(`accepts and rejects values of ${what}`, () => {
    for (const value of good) assert.ok(schema.safeParse(value).success, value);
    for (const value of bad) assert.ok(!schema.safeParse(value).success, value);
  });
}

test('rejects a limit below the request, in any unit', () => {
  const problem = (requests: object, limits: object) =>
    ServiceSpec.safeParse({ resources: { requests, limits } }).error?.issues.map(({ path }) => path.join('.'));
  assert.equal(problem({ cpu: '1000m', memory: '1Gi' }, { cpu: '1', memory: '1024Mi' }), undefined);
  assert.equal(problem({ memory: '1Gi' }, { cpu: '50m' }), undefined);
  assert.deepEqual(problem({ cpu: '0.5' }, { cpu: '499m' }), ['resources.limits.cpu']);
  assert.deepEqual(problem({ memory: '1Gi' }, { memory: '1023Mi' }), ['resources.limits.memory']);
});
