/**
 * A light cluster (real API server and controllers, simulated pods) with the CRDs of Storefronts and Dapr. `npm test` starts one
 * that its files share in turn; a file that runs alone, or breaks things, has its own.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { type LightCluster, startLightCluster } from '@mambogo/local/cluster/light-cluster.ts';
import { type Client, createClient } from '../src/kube/client.ts';
import { createConnection } from '../src/kube/connection.ts';
import { clearCluster } from './clear-cluster.ts';
import { operatorKubeConfig } from './operator-account.ts';
import { sharedCluster } from './shared-cluster.ts';
import { installDapr, installKinds } from './test-kinds.ts';

export interface TestCluster extends LightCluster {
  /** The operator's account. */
  readonly kubeConfig: KubeConfig;
  /** With all permissions, besides the operator's own client. */
  readonly client: Client;
  namespace(name: string): Promise<void>;
  /** Installs Dapr's CRDs. */
  installDapr(): Promise<void>;
}

export interface TestClusterOptions {
  readonly withDapr?: boolean;
  /** It is killed, or changed cluster-wide in a way that is not cleaned up: never the shared one. */
  readonly ofItsOwn?: boolean;
}

export async function startTestCluster({
  withDapr = true,
  ofItsOwn = false,
}: TestClusterOptions = {}): Promise<TestCluster> {
  const shared = withDapr && !ofItsOwn ? await sharedCluster() : undefined;
  const cluster = shared ?? (await startCluster(withDapr));
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  const connection = createConnection(admin);
  const client = createClient(connection, undefined, 'somebody-else');
  const stop = async () => {
    await connection.close();
    await cluster.stop();
  };
  try {
    if (shared) await clearCluster(shared, client);
  } catch (error) {
    // Otherwise running processes would keep the test's process from exiting.
    await stop();
    throw error;
  }
  return {
    ...cluster,
    kubeConfig: operatorKubeConfig(cluster.kubeconfig),
    client,
    installDapr: () => installDapr(cluster.kubectl, cluster.logs),
    async namespace(name) {
      const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
      await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    },
    stop,
  };
}

/** With Storefronts, and Dapr's kinds if requested; not shared. */
export async function startCluster(withDapr: boolean): Promise<LightCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'operator-'));
  const cluster = await startLightCluster({
    dataDir: dir,
    workloads: true,
    prepare: (kubectl) => installKinds(kubectl, join(dir, 'logs'), { withDapr }),
  });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A Storefront file of the repository. */
export const exampleFile = (name: string): string =>
  readFileSync(new URL(`../../storefronts/${name}.yaml`, import.meta.url), 'utf8');
