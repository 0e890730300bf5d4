/** Describes what runs in the cluster, for `cluster status`. */

import type { BuildDirs } from '../toolchain/build-go.ts';
import { buildKubernetes } from '../toolchain/build-kubernetes.ts';
import { type ClusterLayout, ingressPorts } from './cluster-layout.ts';
import { kubectlFor } from './kubectl.ts';

export async function describeCluster(
  buildDirs: BuildDirs,
  layout: ClusterLayout,
  daemonPid: number,
): Promise<string[]> {
  const kubectl = kubectlFor((await buildKubernetes(buildDirs)).kubectl, layout.kubeconfig);
  const ask = (...args: string[]) => kubectl(args).catch((error: Error) => `${error.message}\n`);
  return [
    `The cluster is up, supervised by pid ${daemonPid}; its Ingresses are at http://127.0.0.1:${ingressPorts.http.from}.`,
    `export KUBECONFIG=${layout.kubeconfig}`,
    '',
    await ask('get', 'nodes', '--output=wide'),
    await ask('get', 'pods', '--all-namespaces'),
    await ask('get', 'storefronts', '--all-namespaces', '--ignore-not-found'),
    await ask('top', 'nodes'),
  ];
}
