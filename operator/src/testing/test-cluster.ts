/** A light cluster (real API server and controllers, pods that are said to be Ready) that knows Storefronts and Dapr's kinds. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { type LightCluster, startLightCluster } from '@mambogo/local/cluster/light-cluster.ts';
import { dapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { goModule } from '@mambogo/local/toolchain/build-go.ts';
import { cacheFolder } from '@mambogo/local/toolchain/folders.ts';
import { stringify } from 'yaml';
import { storefrontCrd } from '../crd/storefront-crd.ts';
import { type Client, createClient } from '../kube/client.ts';
import { createConnection } from '../kube/connection.ts';
import { operatorKubeConfig, operatorRights } from './operator-account.ts';
import { until } from './until.ts';

export interface TestCluster extends LightCluster {
  /** The operator's account. */
  readonly kubeConfig: KubeConfig;
  /** With all rights, beside the operator's own. */
  readonly client: Client;
  namespace(name: string): Promise<void>;
  /** Dapr's kinds are there after this. */
  installDapr(): Promise<void>;
}

export async function startTestCluster({ withDapr = true } = {}): Promise<TestCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'operator-'));
  const cluster = await startLightCluster({ dir, workloads: true });
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  const connection = createConnection(admin);
  const installDapr = async () => {
    const folder = join(await goModule(dapr, { cache: cacheFolder(), logs: cluster.logs }), 'charts/dapr/crds');
    for (const file of readdirSync(folder)) await cluster.kubectl(['apply', '--server-side', '-f', join(folder, file)]);
    await established(cluster, 'components.dapr.io');
  };
  try {
    await cluster.kubectl(
      ['apply', '--server-side', '-f', '-'],
      stringify(storefrontCrd(), { aliasDuplicateObjects: false }),
    );
    await established(cluster, 'storefronts.mambogo.com');
    const rights = { apiVersion: 'v1', kind: 'List', items: [...operatorRights(), ingressClass] };
    await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(rights));
    if (withDapr) await installDapr();
  } catch (error) {
    // Nobody else would: what runs keeps the test's process from ending.
    await connection.close();
    await cluster.stop();
    throw error;
  }
  return {
    ...cluster,
    kubeConfig: operatorKubeConfig(cluster.kubeconfig),
    client: createClient(connection, undefined, 'somebody-else'),
    installDapr,
    async namespace(name) {
      await cluster.kubectl(['create', 'namespace', name]);
      const restricted = 'pod-security.kubernetes.io/enforce=restricted';
      await cluster.kubectl(['label', 'namespace', name, restricted]);
    },
    async stop() {
      await connection.close();
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Nobody leads anybody in, and shops may name it. */
const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik' },
  spec: { controller: 'traefik.io/ingress-controller' },
};

/** Asked until it is so: a kind made this very moment has no conditions, which `kubectl wait` takes for an error. */
const established = ({ kubectl }: LightCluster, crd: string) =>
  until(async () => {
    const condition = 'jsonpath={.status.conditions[?(@.type=="Established")].status}';
    return (await kubectl(['get', 'crd', crd, '-o', condition])) === 'True';
  });

/** A Storefront file of the repository. */
export const exampleFile = (name: string): string =>
  readFileSync(new URL(`../../../storefronts/${name}.yaml`, import.meta.url), 'utf8');
