/**
 * A cluster without nodes, for tests: etcd and a real API server on loopback, up within seconds. With `workloads`, Kubernetes'
 * own controllers and scheduler run too, and kwok simulates the kubelet: pods become Ready and Jobs complete without
 * containers. It runs in the process that starts it and ends with it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../supervisor/ports.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { type Progress, silentProgress } from '../supervisor/progress.ts';
import { superviseGroups } from '../supervisor/supervisor.ts';
import { buildEtcd, buildKubernetes, buildKwok } from '../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { type ControlPlanePorts, prepareControlPlane } from './control-plane/control-plane-layout.ts';
import {
  apiserverProcess,
  controllerManagerProcess,
  etcdProcess,
  schedulerProcess,
} from './control-plane/processes.ts';
import { type Kubectl, kubectlFor } from './kubectl.ts';
import { createKwokNode, kwokProcess } from './kwok-node.ts';
import { controllerFlags, goSettings, schedulerFlags } from './light-workloads.ts';

export type LightClusterComponent = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok';

export interface LightClusterOptions {
  /** All its files; data of an earlier cluster in this folder is used again. */
  readonly dataDir: string;
  /** Default: free ports. */
  readonly ports?: ControlPlanePorts;
  readonly workloads?: boolean;
  /** Runs before the controllers start, so that they know the new kinds from the beginning. */
  readonly prepare?: (kubectl: Kubectl) => Promise<void>;
  readonly progress?: Progress;
}

export interface LightCluster {
  readonly url: string;
  /** Kubeconfig with all permissions. */
  readonly kubeconfig: string;
  /** JSON lines of all requests but the API server's own, metadata only. */
  readonly auditLog: string;
  readonly logs: string;
  readonly kubectl: Kubectl;
  /** Stops a component cleanly and keeps it down until `startPart`, which resolves when it is ready. */
  stopComponent(part: LightClusterComponent): Promise<void>;
  startComponent(part: LightClusterComponent): Promise<void>;
  /** Kills a component; the supervisor restarts it. */
  kill(part: LightClusterComponent, signal?: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export async function startLightCluster(options: LightClusterOptions): Promise<LightCluster> {
  const { dataDir: dir, workloads = false, progress = silentProgress } = options;
  const logs = join(dir, 'logs');
  mkdirSync(logs, { recursive: true });
  const buildDirs = { cache: cacheFolder(), logs };
  const [{ etcd }, kubernetes] = [await buildEtcd(buildDirs), await buildKubernetes(buildDirs)];
  const { kwok } = workloads ? await buildKwok(buildDirs) : { kwok: '' };

  const layout = await prepareControlPlane(dir, options.ports ?? (await freePorts()), '127.0.0.1');
  const supervisor = superviseGroups(['etcd', 'api', 'controllers'] as const, { logs, run: dir }, progress);
  const kubectl = kubectlFor(kubernetes.kubectl, layout.kubeconfig);
  const start = async (group: 'etcd' | 'api' | 'controllers', spec: ProcessSpec | Promise<ProcessSpec>) => {
    const resolved = await spec;
    await supervisor.start(group, { ...resolved, environment: { ...resolved.environment, ...goSettings } });
  };
  try {
    await start('etcd', etcdProcess(layout, etcd));
    await start('api', apiserverProcess(layout, kubernetes));
    await options.prepare?.(kubectl);
    if (workloads) {
      await Promise.all([
        start('controllers', controllerManagerProcess(layout, kubernetes, controllerFlags)),
        start('controllers', schedulerProcess(layout, kubernetes, schedulerFlags(dir))),
        start('controllers', kwokProcess(layout, kwok, await freePort())),
        createKwokNode(kubectl),
      ]);
    }
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    url: `https://127.0.0.1:${layout.ports.apiserver}`,
    kubeconfig: layout.kubeconfig,
    auditLog: layout.auditLog,
    logs,
    kubectl,
    stopComponent: (part) => supervisor.find(part).stop(),
    startComponent: (part) => supervisor.find(part).start(),
    kill: (part, signal = 'SIGKILL') => supervisor.find(part).kill(signal),
    stop: () => supervisor.stop(),
  };
}

async function freePorts(): Promise<ControlPlanePorts> {
  const [apiserver, etcd, etcdPeer, controllerManager, scheduler] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  return { apiserver, etcd, etcdPeer, controllerManager, scheduler };
}
