import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { checkServiceShape } from './service-shape.ts';
import { readSources } from './sources.ts';

const sources = readSources(resolve(import.meta.dirname, '../..'));
const without = (path: string) => sources.filter((source) => source.path !== path);

test('every service of this repository has the shape', () => {
  assert.deepEqual(checkServiceShape(sources), []);
});

test('reports a missing file by the kind of service, and routes without mount', () => {
  for (const { name, store } of services) {
    assert.deepEqual(checkServiceShape(without(`services/${name}/src/routes.ts`)), [
      `services/${name}/src/routes.ts: is missing`,
    ]);
    const withoutMigration = checkServiceShape(without(`services/${name}/src/migrate.ts`));
    assert.equal(withoutMigration.length, store === 'postgres' || store === 'mysql' ? 1 : 0, name);
  }
  const path = 'services/cart/src/routes.ts';
  assert.match(checkServiceShape([...without(path), { path, text: 'export const routes = [];' }]).join(), /mount/);
});

test('reports files and folders that no other service has, and services that the blueprint does not list', () => {
  const added = (path: string) => checkServiceShape([...sources, { path, text: '' }]).join();
  assert.match(added('services/cart/src/start-cart.ts'), /cart\/src\/start-cart\.ts: is not part/);
  assert.match(added('services/cart/src/logic/price.ts'), /cart\/src\/logic: is not part/);
  assert.equal(added('services/cart/src/cart.test.ts'), '');
  assert.match(added('services/unlisted/src/main.ts'), /services\/unlisted: is not in packages\/blueprint/);
});
