/** Waits for conditions of a Storefront in a test cluster. */
import type { StatusCondition } from '../src/controller/status/conditions.ts';
import { type ShopStatus, statusOf } from '../src/controller/status/shop-status.ts';
import type { KubeObject } from '../src/kube/kube-object.ts';
import type { TestCluster } from './test-cluster.ts';
import { waitUntil } from './wait-until.ts';

/** Milliseconds: a whole control plane and a shop share the machine with other tests. */
const timeoutMs = 180_000;

export const getStorefront = async ({ client }: TestCluster, namespace: string, name = 'shop'): Promise<KubeObject> => {
  const found = await client.get({ apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name });
  if (!found) throw new Error(`Storefront ${name} not found in ${namespace}`);
  return found;
};

/** Resolves with the condition once `is` accepts it. */
export const waitForCondition = (
  cluster: TestCluster,
  namespace: string,
  type: StatusCondition['type'],
  is: (condition: StatusCondition) => boolean,
  name = 'shop',
): Promise<StatusCondition> =>
  waitUntil(async () => {
    const { conditions } = statusOf(await getStorefront(cluster, namespace, name));
    const found = conditions.find((one) => one.type === type);
    if (found && is(found)) return found;
    throw new Error(`${namespace}/${name}: ${type} is ${JSON.stringify(found)} among ${JSON.stringify(conditions)}`);
  }, timeoutMs);

/** The status of a Ready shop, of its current generation. */
export const waitUntilReady = (cluster: TestCluster, namespace: string, name = 'shop'): Promise<ShopStatus> =>
  waitUntil(async () => {
    const storefront = await getStorefront(cluster, namespace, name);
    const status = statusOf(storefront);
    if (status.phase === 'Ready' && status.observedGeneration === storefront.metadata.generation) return status;
    throw new Error(`${namespace}/${name} is ${status.phase}: ${JSON.stringify(status.conditions[0])}`);
  }, timeoutMs);
