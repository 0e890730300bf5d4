import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceNames } from '@mambogo/blueprint/service-blueprint.ts';
import { ServicesSpec } from './services-spec.ts';

test('spec.services has every service of the blueprint', () => {
  assert.deepEqual(Object.keys(ServicesSpec.shape).sort(), [...serviceNames].sort());
});
