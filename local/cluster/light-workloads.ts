/**
 * How the controllers and the scheduler of a light cluster differ from those of a real one: nobody shares the API server with
 * them, so they ask as often as they like, and nothing waits for minutes for what a later look would find.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Memory is there for the minutes it lives: what is collected less often costs less of the processor. */
export const goSettings = { GOGC: '400' } as const;

const requestsPerSecond = 1_000;

export const controllerFlags: readonly string[] = [
  '--enable-hostpath-provisioner',
  // By default each controller makes 20 a second: a dozen claims take seconds to be bound, a shop's objects to be collected.
  ...[`--kube-api-qps=${requestsPerSecond}`, `--kube-api-burst=${2 * requestsPerSecond}`],
  // A claim whose StorageClass is made later is looked at again after this.
  '--pvclaimbinder-sync-period=2s',
];

export const schedulerFlags =
  (folder: string) =>
  (kubeconfig: string): readonly string[] => {
    const file = join(folder, 'scheduler.json');
    writeFileSync(file, JSON.stringify(schedulerConfiguration(kubeconfig), undefined, 2));
    return [
      `--config=${file}`,
      // Looked at the very moment its claim is bound, a pod may be refused by a cache that does not know yet; nobody would look
      // at it again for half a minute. A back-off of a second outlasts that.
      '--feature-gates=SchedulerPopFromBackoffQ=false',
    ];
  };

const schedulerConfiguration = (kubeconfig: string) => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  clientConnection: { kubeconfig, qps: requestsPerSecond, burst: 2 * requestsPerSecond },
  leaderElection: { leaderElect: false },
  podInitialBackoffSeconds: 1,
  // However often it was tried before.
  podMaxBackoffSeconds: 1,
});
