import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { auditedWrites, auditMark } from '../testing/audited-writes.ts';
import { randomSpec } from '../testing/random-spec.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { storefrontIn } from '../testing/shop-conditions.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';
import { statusOf } from './shop-status.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (namespace: string, text: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);

const underWay = new Set(['Progressing', 'Waiting', 'Stuck']);

test('any valid spec converges or names what is in its way, and none keeps the operator busy', {
  timeout: 600_000,
}, async () => {
  const specs = fc.sample(randomSpec, { numRuns: 30, seed: 20261125 });
  const settle = async (spec: unknown, at: number) => {
    const namespace = `random-${at}`;
    await cluster.namespace(namespace);
    const metadata = { name: 'shop' };
    await apply(namespace, stringify({ apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', metadata, spec }));
    const status = await until(async () => {
      const now = statusOf(await storefrontIn(cluster, namespace));
      const [ready] = now.conditions;
      if (now.phase === 'Ready' || (ready && !underWay.has(ready.reason))) return now;
      throw new Error(JSON.stringify([spec, ready]));
    }, 180_000);
    const message = status.conditions[0]?.message ?? '';
    if (status.phase !== 'Ready') assert.match(message, /spec\.\w+|Gateway API/, JSON.stringify(spec));
  };
  const together = 6;
  for (let from = 0; from < specs.length; from += together) {
    await Promise.all(specs.slice(from, from + together).map((spec, at) => settle(spec, from + at)));
    await until(async () => {
      const since = auditMark(cluster);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return auditedWrites(cluster, since).length === 0;
    });
    await cluster.kubectl(['delete', 'sf', '-A', '--all', '--wait=false']);
  }
});
