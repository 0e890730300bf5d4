/** The rules as Prometheus' own tool sees them, and that each alert fires on what it watches and is silent otherwise. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { metrics } from '../metrics.ts';
import { alertRules, alerts, operatorRules } from './alert-rules.ts';
import { operatorAlerts } from './operator-alerts.ts';
import { type Situation, situations } from './testing/situations.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
after(() => rmSync(folder, { recursive: true }));
const all = [...alerts, ...operatorAlerts];

// Prometheus reads YAML, of which JSON is a part.
const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const promtool = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
};

test('each alert has a name of its own and a runbook', () => {
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  const missing = all.filter(
    ({ runbook }) => !existsSync(resolve(import.meta.dirname, `../../../../docs/runbooks/${runbook}.md`)),
  );
  assert.deepEqual(missing, []);
});

test('rules read only metrics of the table', () => {
  const names = JSON.stringify([alertRules(), operatorRules()]).match(/\bmambogo_\w+/g) ?? [];
  const unknown = names
    .map((name) => name.replace(/_(bucket|count|sum)$/, ''))
    .filter((name) => !Object.hasOwn(metrics, name));
  assert.deepEqual(unknown, []);
});

describe('with promtool', { skip: !hasPromtool && 'the Debian package prometheus is not installed' }, () => {
  test('the rules are valid', () => {
    promtool('check', 'rules', write('shop.yaml', alertRules()), write('operator.yaml', operatorRules()));
  });

  test('each alert has a situation in which it fires', () => {
    const fired = new Set(situations.flatMap(({ fires }) => fires));
    assert.deepEqual(
      all.filter(({ name }) => !fired.has(name)).map(({ name }) => name),
      [],
    );
  });

  test('in each situation exactly its alerts fire', () => {
    write('shop.yaml', alertRules());
    write('operator.yaml', operatorRules());
    const rule_files = ['shop.yaml', 'operator.yaml'];
    promtool(
      'test',
      'rules',
      write('test.yaml', { rule_files, evaluation_interval: '1m', tests: situations.map(unitTest) }),
    );
  });
});

/** All alerts are expected: those of the situation to fire, the others to be silent. */
const unitTest = ({ title, series, at, fires }: Situation) => ({
  name: title,
  interval: '1m',
  input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  promql_expr_test: all.map(({ name }) => ({
    expr: `count(ALERTS{alertname="${name}",alertstate="firing"}) or vector(0)`,
    eval_time: at,
    exp_samples: [{ labels: '{}', value: fires.includes(name) ? 1 : 0 }],
  })),
});
