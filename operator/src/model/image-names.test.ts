import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentVersion, previousVersion } from '@mambogo/blueprint/versions.ts';
import type { StorefrontSpec } from '../api/storefront.ts';
import { imageNames, type OperatorImages } from './image-names.ts';

const named = (images: StorefrontSpec['images'], more: Partial<OperatorImages> = {}, version = currentVersion) =>
  imageNames({ version, images } as StorefrontSpec, { registry: 'r.test', operator: 'r.test/operator:x', ...more });
const build = '3f2a91c';

test("tags services by the Storefront's version, and by build where set", () => {
  assert.equal(named({}).service('order'), `r.test/services:${currentVersion}`);
  assert.equal(named({}, { build: '' }).service('order'), `r.test/services:${currentVersion}`);
  assert.equal(named({}, { build }).service('order'), `r.test/services:${currentVersion}-${build}`);
  assert.equal(named({}, { build }).store('redis'), 'r.test/redis:7.0');
  assert.equal(named({ overrides: { services: 'mine:2' } }, { build }).service('order'), 'mine:2');
});

test('a shop of the version before has the images of that version, for its Jobs too', () => {
  const at = (more: Partial<OperatorImages>) => {
    const { service, jobs } = named({}, more, previousVersion);
    return [service('order'), jobs];
  };
  const operator = `r.test:5000/operator:${currentVersion}`;
  assert.deepEqual(at({ operator }), [`r.test/services:${previousVersion}`, `r.test:5000/operator:${previousVersion}`]);
  assert.deepEqual(at({ operator: `${operator}-${build}`, build, previousBuild: 'a1' }), [
    `r.test/services:${previousVersion}-a1`,
    `r.test:5000/operator:${previousVersion}-a1`,
  ]);
  assert.equal(
    at({ operator: 'r.test/operator@sha256:0' })[1],
    'r.test/operator@sha256:0',
    'a name without the version',
  );
  assert.equal(named({}, { operator }).jobs, operator);
});
