/**
 * A light cluster (real API server and controllers, pods that are said to be Ready) that knows Storefronts and Dapr's kinds.
 * `npm test` starts one that its files take in turn; a file that is run alone, or breaks things, has one of its own.
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
  /** With all rights, beside the operator's own. */
  readonly client: Client;
  namespace(name: string): Promise<void>;
  /** Dapr's kinds are there after this. */
  installDapr(): Promise<void>;
}

export interface TestClusterOptions {
  readonly withDapr?: boolean;
  /** It is killed, or its state of the whole cluster is changed in a way that is not cleared: never the shared one. */
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
    // Nobody else would: what runs keeps the test's process from ending.
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

/** With Storefronts, and more if it is said so; nobody else's. */
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
