/**
 * Paths and addresses of this machine's cluster: all files are in its folder, all ports in a network namespace of its own. Only
 * the images, which are expensive to build, outlive it, in the cache.
 */
import { join } from 'node:path';
import { cacheFolder, dataFolder } from '../toolchain/cache-folder.ts';
import type { ControlPlanePorts } from './control-plane/control-plane-layout.ts';

export interface ClusterLayout {
  readonly folder: string;
  readonly logs: string;
  readonly kubeconfig: string;
  readonly containerd: { readonly root: string; readonly state: string; readonly socket: string };
  readonly kubelet: string;
  /** Logs of pods. */
  readonly podLogs: string;
  /** Claimed storage. */
  readonly volumes: string;
}

export function clusterLayout(): ClusterLayout {
  const folder = dataFolder('cluster');
  return {
    folder,
    logs: join(folder, 'logs'),
    kubeconfig: join(folder, 'kubeconfig'),
    containerd: {
      root: join(cacheFolder(), 'cluster-images'),
      state: join(folder, 'containerd'),
      socket: join(folder, 'containerd.sock'),
    },
    kubelet: join(folder, 'kubelet'),
    podLogs: join(folder, 'pod-logs'),
    volumes: join(folder, 'volumes'),
  };
}

/** Nothing else listens in the namespace, so the usual ports are free. */
export const clusterPorts: ControlPlanePorts = {
  apiserver: 6443,
  etcd: 2379,
  etcdPeer: 2380,
  controllerManager: 10257,
  scheduler: 10259,
};

export const nodeName = 'mambogo';
export const clusterNetwork = {
  namespace: 'mambogo-cluster',
  namespaceFile: '/run/netns/mambogo-cluster',
  /** The two ends of the veth pair between machine and namespace. */
  hostLink: 'mambogo-host',
  nodeLink: 'mambogo-node',
  hostAddress: '10.213.0.1',
  nodeAddress: '10.213.0.2',
  pods: '10.214.0.0/16',
  dns: '10.96.0.10',
} as const;

/** Ingress ports: loopback of the machine -> node. */
export const ingressPorts = { http: { from: 18000, to: 8000 }, https: { from: 18443, to: 8443 } } as const;
