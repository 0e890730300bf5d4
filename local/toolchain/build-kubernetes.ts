/** Kubernetes and its etcd. */
import { type BuildDirs, buildGo, type GoTool } from './build-go.ts';

export const kubernetes = {
  name: 'kubernetes',
  seconds: 390,
  module: 'k8s.io/kubernetes',
  programs: {
    'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
    'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
    'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    'kube-proxy': 'k8s.io/kubernetes/cmd/kube-proxy',
    kubelet: 'k8s.io/kubernetes/cmd/kubelet',
    kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  },
  stamps: (version: string) => {
    const [major = '', minor = ''] = version.split('.');
    const variables = 'k8s.io/component-base/version';
    return {
      [`${variables}.gitVersion`]: `v${version}`,
      [`${variables}.gitMajor`]: major,
      [`${variables}.gitMinor`]: minor,
    };
  },
} satisfies GoTool;

export const etcd = {
  name: 'etcd',
  seconds: 40,
  module: 'go.etcd.io/etcd/server/v3',
  programs: { etcd: 'go.etcd.io/etcd/server/v3' },
} satisfies GoTool;

/** Simulates the kubelet for nodes that don't exist: their pods become Ready without containers. */
const kwok = {
  name: 'kwok',
  module: 'sigs.k8s.io/kwok',
  programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
} satisfies GoTool;

export const buildKubernetes = (buildDirs: BuildDirs) => buildGo(kubernetes, buildDirs);
export const buildEtcd = (buildDirs: BuildDirs) => buildGo(etcd, buildDirs);
export const buildKwok = (buildDirs: BuildDirs) => buildGo(kwok, buildDirs);

export type KubernetesPrograms = Awaited<ReturnType<typeof buildKubernetes>>;
