/**
 * Settings of a light cluster's controllers and scheduler that differ from a real cluster's: nothing else uses the API server, so
 * they may send requests without limits, and short retry intervals avoid minutes of waiting.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The cluster lives for minutes and has memory to spare: less frequent garbage collection saves CPU. */
export const goSettings = { GOGC: '400' } as const;

const requestsPerSecond = 1_000;

export const controllerFlags: readonly string[] = [
  '--enable-hostpath-provisioner',
  // By default each controller sends 20 requests a second: binding a dozen claims, or collecting a shop's objects, takes seconds.
  ...[`--kube-api-qps=${requestsPerSecond}`, `--kube-api-burst=${2 * requestsPerSecond}`],
  // Interval after which a claim is retried whose StorageClass was created later.
  '--pvclaimbinder-sync-period=2s',
  // Interval after which an autoscaler acts, also on one that was just created; 15 s by default.
  '--horizontal-pod-autoscaler-sync-period=3s',
];

export const schedulerFlags =
  (folder: string) =>
  (kubeconfig: string): readonly string[] => {
    const file = join(folder, 'scheduler.json');
    writeFileSync(file, JSON.stringify(schedulerConfiguration(kubeconfig), undefined, 2));
    return [
      `--config=${file}`,
      // A pod scheduled the moment its claim is bound may be rejected by a stale cache, and would be retried after half a minute
      // only. A back-off of a second outlasts that.
      '--feature-gates=SchedulerPopFromBackoffQ=false',
    ];
  };

const schedulerConfiguration = (kubeconfig: string) => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  clientConnection: { kubeconfig, qps: requestsPerSecond, burst: 2 * requestsPerSecond },
  leaderElection: { leaderElect: false },
  podInitialBackoffSeconds: 1,
  // Also the maximum, however many attempts failed.
  podMaxBackoffSeconds: 1,
});
