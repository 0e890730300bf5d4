import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceNames } from '@mambogo/blueprint/service-blueprint.ts';
import { ServicesSpec } from './services-spec.ts';

/** `config` is a service of a later release. */
test('spec.services has every service of the blueprint', () => {
  const known = Object.keys(ServicesSpec.shape).filter((name) => name !== 'config');
  assert.deepEqual(known.sort(), [...serviceNames].sort());
});
