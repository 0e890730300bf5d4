/** What comes of a shop whose operator is killed after one of its writes, when another operator takes over. */
import assert from 'node:assert/strict';
import { statusOf } from '../controller/shop-status.ts';
import { type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { pods, storefronts, volumeClaims } from '../kube/resource-kinds.ts';
import { liveObjects, namesOf } from './live-objects.ts';
import { startOperator } from './running-operator.ts';
import { readyShop, storefrontIn } from './shop-conditions.ts';
import { storefrontText } from './storefront-text.ts';
import type { TestCluster } from './test-cluster.ts';
import { until } from './until.ts';

export interface KilledShop {
  /** How many writes an operator makes whom nobody kills. */
  readonly writes: number;
  /**
   * Throws when the shop does not come about after all, or is another than the one made undisturbed.
   * @returns whether it was killed: one who needed fewer writes this time had nothing left to be killed at
   */
  killedAfter(write: number): Promise<boolean>;
}

/** @param namespace is there, and nobody else's: its operators see nothing else */
export async function killedShop(cluster: TestCluster, namespace: string): Promise<KilledShop> {
  const operatorHere = (writesAtMost?: number) =>
    startOperator(cluster, {
      writesAtMost,
      namespaces: [namespace],
      leaseName: `operator-of-${namespace}`,
      // Nor says anything of shops beside it.
      unwatchedAfter: Number.POSITIVE_INFINITY,
    });
  const undisturbed = await operatorHere();
  await begin(cluster, namespace);
  await readyShop(cluster, namespace);
  const whole = await outcome(cluster, namespace);
  const writes = undisturbed.writes().length;
  const kept = await Promise.all(
    drawn.map((name) => cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name })),
  );
  assert.ok(
    kept.every((secret) => secret !== undefined),
    `the shop has ${drawn.join(' and ')}`,
  );
  await end(cluster, namespace);
  await undisturbed.stop();
  return {
    writes,
    async killedAfter(write) {
      await begin(cluster, namespace, kept);
      const killed = await operatorHere(write);
      await until(async () => killed.spent() || (await isReady(cluster, namespace)));
      await killed.stop();
      const next = await operatorHere();
      await readyShop(cluster, namespace);
      assert.deepEqual(await outcome(cluster, namespace), whole, `killed after write ${write}`);
      await end(cluster, namespace);
      await next.stop();
      return killed.spent();
    },
  };
}

const isReady = async (cluster: TestCluster, namespace: string): Promise<boolean> =>
  statusOf(await storefrontIn(cluster, namespace)).phase === 'Ready';

/** What the operator draws at random: passwords, and the certificates of stores. */
const drawn = ['shop-root', 'shop-ca'];

/** The same secrets each time, so that all that is made from them is the same. */
async function begin(cluster: TestCluster, namespace: string, kept: readonly KubeObject[] = []): Promise<void> {
  for (const { apiVersion, kind, type, data, metadata } of kept) {
    const { name, labels } = metadata;
    await cluster.client.create({ apiVersion, kind, type, data, metadata: { name, namespace, labels } });
  }
  const text = storefrontText({ more: '  deletionPolicy: Delete' });
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);
}

async function end(cluster: TestCluster, namespace: string): Promise<void> {
  await cluster.kubectl(['-n', namespace, 'delete', 'storefront', 'shop', '--wait=false']);
  for (const kind of [storefronts, volumeClaims, pods])
    await until(async () => (await namesOf(cluster, kind, namespace)).length === 0);
  // One that was put there before the shop has no owner to go with.
  await cluster.kubectl(['-n', namespace, 'delete', 'secret', ...drawn, '--ignore-not-found']);
}

/** The shop as it is when everything is made: names and contents, without what each time is another (ids, addresses). */
async function outcome(cluster: TestCluster, namespace: string): Promise<Record<string, string>> {
  const objects = (await liveObjects(cluster, namespace)).filter(({ metadata }) => metadata.name !== 'shop-root');
  return Object.fromEntries(
    objects.map((object) => [`${object.kind}/${referenceTo(object).name}`, digestOf(comparable(object))]),
  );
}

function comparable(object: KubeObject): unknown {
  const spec = { ...(object.spec as Record<string, unknown> | undefined) };
  for (const field of ['clusterIP', 'clusterIPs', 'selector', 'template'])
    if (object.kind === 'Job' || object.kind === 'Service') delete spec[field];
  return { spec, data: object.data, type: object.type, labels: object.metadata.labels };
}
