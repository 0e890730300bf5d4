import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readSources } from '@mambogo/local/check/sources.ts';
import { metrics } from '@mambogo/metrics/metrics.ts';
import { metricsReference } from './metrics-reference.ts';

test('lists name, type, unit, labels, meaning and origin of each metric', () => {
  const table = metricsReference({
    x_total: { type: 'counter', unit: 'things', help: 'a | b', labels: { kind: 'one, two' }, from: 'order' },
  });
  assert.ok(table.includes(String.raw`| ${'`x_total`'} | counter | things | ${'`kind`'}: one, two | a \| b | order |`));
});

test('every metric of the table is counted, observed or read somewhere', () => {
  const sources = readSources(resolve(import.meta.dirname, '../..')).filter(
    ({ path }) => !path.endsWith('.test.ts') && !path.startsWith('packages/metrics/src/definitions/'),
  );
  const text = sources.map((source) => source.text).join('\n');
  assert.deepEqual(
    Object.keys(metrics).filter((name) => !text.includes(`'${name}'`)),
    [],
  );
});
