/** Many Storefronts in one test cluster, one per namespace. */
import { type Phase, statusOf } from '../src/controller/status/shop-status.ts';
import { storefronts } from '../src/kube/resource-kinds.ts';
import { auditedWrites, auditPosition } from './audited-requests.ts';
import { storefrontYaml } from './storefront-yaml.ts';
import type { TestCluster } from './test-cluster.ts';
import { waitUntil } from './wait-until.ts';

/** In batches, so that none waits for all others. */
const batchSize = 10;
/** Milliseconds per shop created at once. */
const timeoutPerShopMs = 60_000;

/** Resolves when all of them are Ready. */
export async function startShops(
  cluster: TestCluster,
  count: number,
  onProgress: (ready: number) => void = () => undefined,
): Promise<void> {
  // The simulated node has capacity for a few only.
  const capacity = { cpu: '100k', memory: '1Pi', pods: '1000000', 'ephemeral-storage': '1Pi' };
  const patch = JSON.stringify({ status: { capacity, allocatable: capacity } });
  await cluster.kubectl(['patch', 'node', 'pretend', '--subresource=status', '--type=merge', '-p', patch]);
  for (let from = 0; from < count; from += batchSize) {
    const names = Array.from({ length: Math.min(batchSize, count - from) }, (_, at) => `shop-${from + at}`);
    await Promise.all(names.map((name) => cluster.namespace(name)));
    for (const name of names)
      await cluster.kubectl(['apply', '-n', name, '-f', '-'], storefrontYaml({ host: `${name}.example.com` }));
    const ready = async () => (await phases(cluster)).filter((phase) => phase === 'Ready').length;
    await waitUntil(async () => (await ready()) === from + names.length, timeoutPerShopMs * batchSize);
    onProgress(from + names.length);
  }
}

/** The operator's writes within so many seconds, except for its lease, starting once it wrote nothing for three. */
export async function idleWrites(cluster: TestCluster, seconds: number): Promise<string[]> {
  const writesDuring = async (durationSeconds: number) => {
    const since = auditPosition(cluster);
    await new Promise((resolve) => setTimeout(resolve, durationSeconds * 1_000));
    return auditedWrites(cluster, since);
  };
  await waitUntil(async () => (await writesDuring(3)).length === 0, 120_000);
  return writesDuring(seconds);
}

async function phases({ client }: TestCluster): Promise<Phase[]> {
  const found: Phase[] = [];
  for await (const { items } of client.list({ kind: storefronts, namespace: '' }))
    found.push(...items.map((one) => statusOf(one).phase));
  return found;
}
