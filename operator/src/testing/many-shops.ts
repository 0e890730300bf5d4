/** Many Storefronts in one test cluster, one in each namespace. */
import { type Phase, statusOf } from '../controller/shop-status.ts';
import { storefronts } from '../kube/resource-kinds.ts';
import { auditedWrites, auditMark } from './audited-writes.ts';
import { storefrontText } from './storefront-text.ts';
import type { TestCluster } from './test-cluster.ts';
import { until } from './until.ts';

/** Some at a time, so that none waits for all. */
const together = 10;
/** Milliseconds for each that is made at once. */
const patience = 60_000;

/** Resolves when all of them are Ready. */
export async function openShops(
  cluster: TestCluster,
  count: number,
  onProgress: (ready: number) => void = () => undefined,
): Promise<void> {
  // The node that is not there has room for a few only.
  const room = { cpu: '100k', memory: '1Pi', pods: '1000000', 'ephemeral-storage': '1Pi' };
  const patch = JSON.stringify({ status: { capacity: room, allocatable: room } });
  await cluster.kubectl(['patch', 'node', 'pretend', '--subresource=status', '--type=merge', '-p', patch]);
  for (let from = 0; from < count; from += together) {
    const names = Array.from({ length: Math.min(together, count - from) }, (_, at) => `shop-${from + at}`);
    await Promise.all(names.map((name) => cluster.namespace(name)));
    for (const name of names)
      await cluster.kubectl(['apply', '-n', name, '-f', '-'], storefrontText({ host: `${name}.example.com` }));
    const ready = async () => (await phases(cluster)).filter((phase) => phase === 'Ready').length;
    await until(async () => (await ready()) === from + names.length, patience * together);
    onProgress(from + names.length);
  }
}

/** The operator's writes in so many seconds, its lease left out, from the moment it was silent for three. */
export async function writesAtRest(cluster: TestCluster, seconds: number): Promise<string[]> {
  const within = async (long: number) => {
    const since = auditMark(cluster);
    await new Promise((resolve) => setTimeout(resolve, long * 1_000));
    return auditedWrites(cluster, since);
  };
  await until(async () => (await within(3)).length === 0, 120_000);
  return within(seconds);
}

async function phases({ client }: TestCluster): Promise<Phase[]> {
  const found: Phase[] = [];
  for await (const { items } of client.list({ kind: storefronts, namespace: '' }))
    found.push(...items.map((one) => statusOf(one).phase));
  return found;
}
