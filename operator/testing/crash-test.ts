/** What comes of a shop whose operator is killed after one of its writes, when another operator takes over. */
import assert from 'node:assert/strict';
import { statusOf } from '../src/controller/status/shop-status.ts';
import { type KubeObject, referenceTo } from '../src/kube/kube-object.ts';
import { hashOf } from '../src/kube/object-hash.ts';
import { pods, storefronts, volumeClaims } from '../src/kube/resource-kinds.ts';
import { listManagedObjects, namesOf } from './list-managed-objects.ts';
import { startOperator } from './start-operator.ts';
import { storefrontYaml } from './storefront-yaml.ts';
import type { TestCluster } from './test-cluster.ts';
import { getStorefront, waitUntilReady } from './wait-for-condition.ts';
import { waitUntil } from './wait-until.ts';

export interface CrashTest {
  /** How many writes an operator makes whom nobody kills. */
  readonly writes: number;
  /**
   * Throws when the shop does not come about after all, or is another than the one made undisturbed.
   * @returns whether it was killed: one who needed fewer writes this time had nothing left to be killed at
   */
  crashAfter(write: number): Promise<boolean>;
}

/** @param namespace is there, and nobody else's: its operators see nothing else */
export async function createCrashTest(cluster: TestCluster, namespace: string): Promise<CrashTest> {
  const operatorHere = (writesAtMost?: number) =>
    startOperator(cluster, {
      maxWrites: writesAtMost,
      namespaces: [namespace],
      leaseName: `operator-of-${namespace}`,
      // Nor says anything of shops beside it.
      unwatchedAfter: Number.POSITIVE_INFINITY,
    });
  const baseline = await operatorHere();
  await createShop(cluster, namespace);
  await waitUntilReady(cluster, namespace);
  const expected = await snapshot(cluster, namespace);
  const writes = baseline.writes().length;
  const secrets = await Promise.all(
    generatedSecrets.map((name) => cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name })),
  );
  assert.ok(
    secrets.every((secret) => secret !== undefined),
    `the shop has ${generatedSecrets.join(' and ')}`,
  );
  await deleteShop(cluster, namespace);
  await baseline.stop();
  return {
    writes,
    async crashAfter(write) {
      await createShop(cluster, namespace, secrets);
      const killed = await operatorHere(write);
      await waitUntil(async () => killed.writeLimitReached() || (await isReady(cluster, namespace)));
      await killed.stop();
      const next = await operatorHere();
      await waitUntilReady(cluster, namespace);
      assert.deepEqual(await snapshot(cluster, namespace), expected, `killed after write ${write}`);
      await deleteShop(cluster, namespace);
      await next.stop();
      return killed.writeLimitReached();
    },
  };
}

const isReady = async (cluster: TestCluster, namespace: string): Promise<boolean> =>
  statusOf(await getStorefront(cluster, namespace)).phase === 'Ready';

/** What the operator draws at random: passwords, and the certificates of stores. */
const generatedSecrets = ['shop-root', 'shop-ca'];

/** The same secrets each time, so that all that is made from them is the same. */
async function createShop(cluster: TestCluster, namespace: string, secrets: readonly KubeObject[] = []): Promise<void> {
  for (const { apiVersion, kind, type, data, metadata } of secrets) {
    const { name, labels } = metadata;
    await cluster.client.create({ apiVersion, kind, type, data, metadata: { name, namespace, labels } });
  }
  const text = storefrontYaml({ more: '  deletionPolicy: Delete' });
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);
}

async function deleteShop(cluster: TestCluster, namespace: string): Promise<void> {
  await cluster.kubectl(['-n', namespace, 'delete', 'storefront', 'shop', '--wait=false']);
  for (const kind of [storefronts, volumeClaims, pods])
    await waitUntil(async () => (await namesOf(cluster, kind, namespace)).length === 0);
  // One that was put there before the shop has no owner to go with.
  await cluster.kubectl(['-n', namespace, 'delete', 'secret', ...generatedSecrets, '--ignore-not-found']);
}

/** The shop as it is when everything is made: names and contents, without what each time is another (ids, addresses). */
async function snapshot(cluster: TestCluster, namespace: string): Promise<Record<string, string>> {
  const objects = (await listManagedObjects(cluster, namespace)).filter(
    ({ metadata }) => metadata.name !== 'shop-root',
  );
  return Object.fromEntries(
    objects.map((object) => [`${object.kind}/${referenceTo(object).name}`, hashOf(comparable(object))]),
  );
}

function comparable(object: KubeObject): unknown {
  const spec = { ...(object.spec as Record<string, unknown> | undefined) };
  for (const field of ['clusterIP', 'clusterIPs', 'selector', 'template'])
    if (object.kind === 'Job' || object.kind === 'Service') delete spec[field];
  return { spec, data: object.data, type: object.type, labels: object.metadata.labels };
}
