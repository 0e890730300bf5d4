/**
 * For tests: the pod of a store in a test cluster, with the status a kubelet would report when its container exits and
 * restarts.
 */
import { z } from 'zod';
import type { TestCluster } from './test-cluster.ts';

export interface StorePod {
  /** It keeps exiting with this termination message. */
  terminate(words: string): Promise<unknown>;
  /** It runs again, with the last termination message still in its status. */
  restart(): Promise<unknown>;
}

const Status = z.object({
  containerStatuses: z.array(z.looseObject({ name: z.string() })),
  conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })),
});

export async function controlStorePod({ client }: TestCluster, namespace: string, name: string): Promise<StorePod> {
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace, name };
  const { containerStatuses: running, conditions: ready } = Status.parse((await client.get(pod))?.status);
  let lastState = {};
  return {
    terminate(words) {
      lastState = { terminated: { exitCode: 1, reason: 'Error', message: words } };
      const state = { waiting: { reason: 'CrashLoopBackOff' } };
      const containerStatuses = running.map((one) => ({ ...one, ready: false, state, lastState }));
      const conditions = ready.map((one) => (one.type.endsWith('Ready') ? { ...one, status: 'False' } : one));
      return client.mergePatch(pod, { status: { containerStatuses, conditions } }, 'status');
    },
    restart() {
      const containerStatuses = running.map((one) => ({ ...one, lastState }));
      return client.mergePatch(pod, { status: { containerStatuses, conditions: ready } }, 'status');
    },
  };
}
