import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartObjects } from '@mambogo/local/chart/chart.ts';
import { readOperators, watchesNamespace } from './installed-operator.ts';

const deploymentsOf = async (namespace: string, values: unknown) =>
  (await chartObjects({ namespace, values })).filter(({ kind }) => kind === 'Deployment');

test('finds installed operators and their namespaces, as the chart installs them', async () => {
  const items = [
    ...(await deploymentsOf('mambogo-system', { namespaces: ['demo', 'shops'] })),
    ...(await deploymentsOf('everywhere', { clusterWide: true })),
  ];
  const [some, all] = readOperators(JSON.stringify({ items }));
  assert.deepEqual(some, { namespace: 'mambogo-system', name: 'mambogo-operator', watches: ['demo', 'shops'] });
  assert.deepEqual(all, { namespace: 'everywhere', name: 'mambogo-operator', watches: [] });
  assert.ok(some && watchesNamespace(some, 'demo') && !watchesNamespace(some, 'other'));
  assert.ok(all && watchesNamespace(all, 'other'));
});
