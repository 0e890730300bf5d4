/** What runs in the cluster, for a person. */

import type { Workshop } from '../toolchain/build-go.ts';
import { buildKubernetes } from '../toolchain/build-kubernetes.ts';
import { kubectlFor } from './kubectl.ts';
import { type ClusterRoom, doors } from './room.ts';

export async function describeCluster(workshop: Workshop, room: ClusterRoom, keeper: number): Promise<string[]> {
  const kubectl = kubectlFor((await buildKubernetes(workshop)).kubectl, room.kubeconfig);
  const ask = (...args: string[]) => kubectl(args).catch((error: Error) => `${error.message}\n`);
  return [
    `The cluster is up, kept by pid ${keeper}; http://127.0.0.1:${doors.http.from} leads to its Ingresses.`,
    `export KUBECONFIG=${room.kubeconfig}`,
    '',
    await ask('get', 'nodes', '--output=wide'),
    await ask('get', 'pods', '--all-namespaces'),
    await ask('get', 'storefronts', '--all-namespaces', '--ignore-not-found'),
    await ask('top', 'nodes'),
  ];
}
