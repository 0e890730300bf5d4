/** `kubectl mambogo` on a real cluster, whose pods have logs. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildPlugin } from '@mambogo/kubectl/build.ts';
import { clusterLayout } from '@mambogo/local/cluster/cluster-layout.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import type { ShopInCluster } from './shop-in-cluster.ts';

const run = promisify(execFile);

/** @param orderId of an order that was bought through the ingress */
export async function expectPlugin({ namespace, name }: ShopInCluster, url: string, orderId: string): Promise<void> {
  const { folder, kubeconfig } = clusterLayout();
  const plugin = await buildPlugin(join(folder, 'kubectl-plugin'));
  const mambogo = async (...args: string[]) =>
    (await run(process.execPath, [plugin, ...args, '-n', namespace, '--kubeconfig', kubeconfig])).stdout;
  const status = await mambogo('status', name);
  assert.match(status, /Every part is up/, status);
  const [placed] = await (await logInMerchant(url)).orders.timeline(orderId);
  const { traceId = '' } = placed ?? {};
  const logged = await mambogo('logs', orderId, traceId);
  assert.match(logged, /^\S+Z {2}gateway /m, logged);
}
