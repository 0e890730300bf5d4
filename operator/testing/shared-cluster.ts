/**
 * One light cluster for all test files of a run, which have it in turn: starting one takes longer than most of what is tried on
 * it. Each begins by removing what the one before has left (`clear-cluster.ts`).
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
  /** `kind/name` of what is in no namespace and belongs to the cluster itself. */
  ownObjects: z.array(z.string()),
});

export interface SharedCluster extends LightCluster {
  readonly ownObjects: ReadonlySet<string>;
}

const environmentVariable = 'TEST_CLUSTER';

/** What the processes of test files find it by. */
export const sharedClusterEnvironment = (
  cluster: LightCluster,
  ownObjects: readonly string[],
): Record<string, string> => ({
  [environmentVariable]: JSON.stringify(ClusterDescription.parse({ ...cluster, ownObjects })),
});

/** undefined: this file is run alone, or several files are run at a time. */
export async function sharedCluster(): Promise<SharedCluster | undefined> {
  const text = process.env[environmentVariable];
  if (!text) return undefined;
  const { ownObjects, ...description } = ClusterDescription.parse(JSON.parse(text));
  const { kubectl } = await buildKubernetes({ cache: cacheFolder(), logs: description.logs });
  const signalKwok = (component: string, signal: NodeJS.Signals) => {
    if (component !== 'kwok') throw new Error(`other test files need ${component}: start a cluster with ofItsOwn`);
    const pid = runningProcess(processRecordFile(dirname(description.kubeconfig)), component);
    if (pid === undefined) throw new Error(`there is no ${component}`);
    process.kill(pid, signal);
  };
  return {
    ...description,
    ownObjects: new Set(ownObjects),
    kubectl: kubectlFor(kubectl, description.kubeconfig),
    // A process that is suspended does nothing either, and is another's to start.
    stopComponent: async (component) => signalKwok(component, 'SIGSTOP'),
    startComponent: async (component) => signalKwok(component, 'SIGCONT'),
    kill: (component) => {
      throw new Error(`other test files need ${component}: start a cluster with ofItsOwn`);
    },
    stop: async () => undefined,
  };
}
