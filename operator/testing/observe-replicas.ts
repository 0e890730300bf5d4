/** Records every replica count a workload gets from now on. */
import { field, type ObjectReference } from '../src/kube/kube-object.ts';
import { findResourceKind } from '../src/kube/resource-kinds.ts';
import type { TestCluster } from './test-cluster.ts';

export interface ReplicaObserver {
  readonly counts: readonly unknown[];
  stop(): Promise<void>;
}

export async function observeReplicas({ client }: TestCluster, workload: ObjectReference): Promise<ReplicaObserver> {
  const [counts, stop] = [[] as unknown[], new AbortController()];
  const { resourceVersion = '' } = (await client.get(workload))?.metadata ?? {};
  const scope = { kind: findResourceKind(workload), namespace: workload.namespace };
  const following = (async () => {
    for await (const { object } of client.watch(scope, resourceVersion, stop.signal))
      if (object.metadata.name === workload.name) counts.push(field(object.spec, 'replicas'));
  })().catch(() => undefined);
  return {
    counts,
    async stop() {
      stop.abort();
      await following;
    },
  };
}
