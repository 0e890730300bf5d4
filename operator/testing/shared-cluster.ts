/**
 * One light cluster shared in turn by all test files of a run: starting one takes longer than most tests on it. Each file
 * starts by removing what the previous one left (`clear-cluster.ts`).
 */
import { dirname } from 'node:path';
import { kubectlFor } from '@mambogo/local/cluster/kubectl.ts';
import type { LightCluster } from '@mambogo/local/cluster/light-cluster.ts';
import { runningProcess } from '@mambogo/local/supervisor/process-record.ts';
import { processRecordFile } from '@mambogo/local/supervisor/supervisor.ts';
import { buildKubernetes } from '@mambogo/local/toolchain/build-kubernetes.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { z } from 'zod';

const ClusterDescription = z.object({
  url: z.string(),
  kubeconfig: z.string(),
  auditLog: z.string(),
  logs: z.string(),
  /** `kind/name` of cluster-scoped objects that belong to the cluster itself. */
  ownObjects: z.array(z.string()),
});

export interface SharedCluster extends LightCluster {
  readonly ownObjects: ReadonlySet<string>;
}

const environmentVariable = 'TEST_CLUSTER';

/** Environment by which test files find it. */
export const sharedClusterEnvironment = (
  cluster: LightCluster,
  ownObjects: readonly string[],
): Record<string, string> => ({
  [environmentVariable]: JSON.stringify(ClusterDescription.parse({ ...cluster, ownObjects })),
});

/** undefined: this file runs alone, or several files run in parallel. */
export async function sharedCluster(): Promise<SharedCluster | undefined> {
  const text = process.env[environmentVariable];
  if (!text) return undefined;
  const { ownObjects, ...description } = ClusterDescription.parse(JSON.parse(text));
  const { kubectl } = await buildKubernetes({ cache: cacheFolder(), logs: description.logs });
  const signalKwok = (component: string, signal: NodeJS.Signals) => {
    if (component !== 'kwok') throw new Error(`other test files need ${component}: start a cluster with ofItsOwn`);
    const pid = runningProcess(processRecordFile(dirname(description.kubeconfig)), component);
    if (pid === undefined) throw new Error(`${component} is not running`);
    process.kill(pid, signal);
  };
  return {
    ...description,
    ownObjects: new Set(ownObjects),
    kubectl: kubectlFor(kubectl, description.kubeconfig),
    // A suspended process does nothing either, and only its owner may resume it.
    stopComponent: async (component) => signalKwok(component, 'SIGSTOP'),
    startComponent: async (component) => signalKwok(component, 'SIGCONT'),
    kill: (component) => {
      throw new Error(`other test files need ${component}: start a cluster with ofItsOwn`);
    },
    stop: async () => undefined,
  };
}
