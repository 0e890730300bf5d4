import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordingRules } from '../alerts/objectives.ts';
import { metrics } from '../metrics.ts';
import { dashboards, operatorDashboards } from './dashboards.ts';

const all = [...dashboards, ...operatorDashboards];
const queries = all.flatMap(({ panels }) => panels.flatMap(({ queries: own }) => own));

test('each dashboard has a name of its own, and each of its panels a title', () => {
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const { name, panels } of all) assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length, name);
});

test('panels read only metrics of the table, with labels that they have, and recorded ratios', () => {
  const recorded = new Set<string>(recordingRules().map(({ record }) => record));
  for (const { expr } of queries) {
    for (const [name] of expr.matchAll(/\bmambogo:[\w:]+/g)) assert.ok(recorded.has(name), name);
    for (const [, name = '', matchers = ''] of expr.matchAll(/\b(mambogo_\w+)(?:\{([^}]*)\})?/g)) {
      const metric = metrics[name.replace(/_(bucket|count|sum)$/, '') as keyof typeof metrics];
      assert.ok(metric, name);
      for (const [, label = ''] of matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g))
        assert.ok(label === 'le' || label === 'job' || Object.hasOwn(metric.labels, label), `${name}{${label}}`);
    }
  }
});
