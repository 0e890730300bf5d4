/** Applies Storefronts with any valid spec and waits for the result: Ready, or a condition that names the blocking field. */
import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { type Phase, statusOf } from '../src/controller/status/shop-status.ts';
import { storefronts } from '../src/kube/resource-kinds.ts';
import { auditedWrites, auditPosition } from './audited-requests.ts';
import { namesOf } from './list-managed-objects.ts';
import type { TestCluster } from './test-cluster.ts';
import { getStorefront } from './wait-for-condition.ts';
import { waitUntil } from './wait-until.ts';

const batchSize = 15;
const pendingReasons = new Set(['Progressing', 'Waiting', 'Stuck']);

/**
 * Several at a time, each in its own namespace that is deleted afterwards; throws when one neither converges nor has such a
 * condition, or when the operator keeps writing.
 * @returns the final phases
 */
export async function convergeSpecs(
  cluster: TestCluster,
  specs: readonly unknown[],
  onProgress: (done: number) => void = () => undefined,
): Promise<Phase[]> {
  const phases: Phase[] = [];
  for (let from = 0; from < specs.length; from += batchSize) {
    const some = specs.slice(from, from + batchSize).map((spec, at) => ({ spec, namespace: `random-${from + at}` }));
    phases.push(...(await Promise.all(some.map(({ spec, namespace }) => converge(cluster, namespace, spec)))));
    await waitUntil(async () => {
      const since = auditPosition(cluster);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return auditedWrites(cluster, since).length === 0;
    });
    await cluster.kubectl(['delete', 'namespace', '--wait=false', ...some.map(({ namespace }) => namespace)]);
    await waitUntil(async () => (await namesOf(cluster, storefronts, '')).length === 0, 120_000);
    onProgress(phases.length);
  }
  return phases;
}

/** Unique hosts: another shop's would be rejected. */
const withOwnHosts = (namespace: string, spec: unknown): unknown =>
  JSON.parse(
    JSON.stringify(spec)
      .replaceAll('.example.com', `.${namespace}.example.com`)
      .replaceAll('//localhost:', `//${namespace}.localhost:`),
  );

async function converge(cluster: TestCluster, namespace: string, spec: unknown): Promise<Phase> {
  await cluster.namespace(namespace);
  const storefront = {
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name: 'shop' },
    spec: withOwnHosts(namespace, spec),
  };
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], stringify(storefront));
  const { phase, conditions } = await waitUntil(async () => {
    const now = statusOf(await getStorefront(cluster, namespace));
    const [ready] = now.conditions;
    if (now.phase === 'Ready' || (ready && !pendingReasons.has(ready.reason))) return now;
    throw new Error(JSON.stringify([spec, ready]));
  }, 180_000);
  if (phase !== 'Ready') assert.match(conditions[0]?.message ?? '', /spec\.\w+|Gateway API/, JSON.stringify(spec));
  return phase;
}
