/**
 * A cluster without a node, for tests: etcd and a real API server on loopback, up in some seconds. With `workloads`
 * Kubernetes' own controllers and scheduler run too, and kwok plays the kubelet: pods come up Ready and Jobs complete
 * without a container being run. It lives in the process that starts it and ends with it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../supervisor/ports.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import { type Progress, quietProgress } from '../supervisor/progress.ts';
import { superviseGroups } from '../supervisor/supervisor.ts';
import { buildEtcd, buildKubernetes, buildKwok } from '../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../toolchain/folders.ts';
import { type ControlPlanePorts, openPlace } from './control-plane/place.ts';
import {
  apiserverProcess,
  controllerManagerProcess,
  etcdProcess,
  schedulerProcess,
} from './control-plane/processes.ts';
import { type Kubectl, kubectlFor } from './kubectl.ts';
import { controllerFlags, goSettings, schedulerFlags } from './light-workloads.ts';
import { kwokProcess, pretendNode } from './pretend-node.ts';

export type LightClusterPart = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok';

export interface LightClusterOptions {
  /** Everything of it is in here; what an earlier one left here is taken up again. */
  readonly dir: string;
  /** Default: free ones. */
  readonly ports?: ControlPlanePorts;
  readonly workloads?: boolean;
  /** Done before the controllers start, so that they know the kinds it brings from the beginning. */
  readonly prepare?: (kubectl: Kubectl) => Promise<void>;
  readonly progress?: Progress;
}

export interface LightCluster {
  readonly url: string;
  /** File with which everything is allowed. */
  readonly kubeconfig: string;
  /** JSON lines of the requests of everybody but the API server itself, nothing of what they carried. */
  readonly auditLog: string;
  readonly logs: string;
  readonly kubectl: Kubectl;
  /** Stops a part well and leaves it down until `startPart`, which resolves when it is ready. */
  stopPart(part: LightClusterPart): Promise<void>;
  startPart(part: LightClusterPart): Promise<void>;
  /** Ends a part as an outsider would; it is started again. */
  kill(part: LightClusterPart, signal?: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export async function startLightCluster(options: LightClusterOptions): Promise<LightCluster> {
  const { dir, workloads = false, progress = quietProgress } = options;
  const logs = join(dir, 'logs');
  mkdirSync(logs, { recursive: true });
  const workshop = { cache: cacheFolder(), logs };
  const [{ etcd }, kubernetes] = [await buildEtcd(workshop), await buildKubernetes(workshop)];
  const { kwok } = workloads ? await buildKwok(workshop) : { kwok: '' };

  const place = await openPlace(dir, options.ports ?? (await freePorts()), '127.0.0.1');
  const supervisor = superviseGroups(['etcd', 'api', 'controllers'] as const, { logs, run: dir }, progress);
  const kubectl = kubectlFor(kubernetes.kubectl, place.kubeconfig);
  const start = async (group: 'etcd' | 'api' | 'controllers', spec: ProcessSpec | Promise<ProcessSpec>) => {
    const wanted = await spec;
    await supervisor.start(group, { ...wanted, environment: { ...wanted.environment, ...goSettings } });
  };
  try {
    await start('etcd', etcdProcess(place, etcd));
    await start('api', apiserverProcess(place, kubernetes));
    await options.prepare?.(kubectl);
    if (workloads) {
      await Promise.all([
        start('controllers', controllerManagerProcess(place, kubernetes, controllerFlags)),
        start('controllers', schedulerProcess(place, kubernetes, schedulerFlags(dir))),
        start('controllers', kwokProcess(place, kwok, await freePort())),
        pretendNode(kubectl),
      ]);
    }
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    url: `https://127.0.0.1:${place.ports.apiserver}`,
    kubeconfig: place.kubeconfig,
    auditLog: place.auditLog,
    logs,
    kubectl,
    stopPart: (part) => supervisor.named(part).stop(),
    startPart: (part) => supervisor.named(part).start(),
    kill: (part, signal = 'SIGKILL') => supervisor.named(part).kill(signal),
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
