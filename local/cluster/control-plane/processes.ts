/** The processes of a control plane: etcd, API server, controllers, scheduler. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../../supervisor/process-spec.ts';
import type { KubernetesPrograms } from '../../toolchain/build-kubernetes.ts';
import { type ControlPlaneLayout, serviceRange } from './control-plane-layout.ts';
import { httpsHealthCheck } from './https-health-check.ts';

const readyTimeoutMs = 120_000;

/** Durability is off: a throw-away cluster need not wait for the disk. */
export function etcdProcess(layout: ControlPlaneLayout, program: string): ProcessSpec {
  const { ports, address, authority, server, client } = layout;
  const [clientUrl, peer] = [`https://${address}:${ports.etcd}`, `http://127.0.0.1:${ports.etcdPeer}`];
  return {
    name: 'etcd',
    command: program,
    args: [
      ...['--name=mambogo', `--data-dir=${join(layout.folder, 'etcd')}`, '--unsafe-no-fsync', '--log-level=warn'],
      ...[`--listen-client-urls=${clientUrl}`, `--advertise-client-urls=${clientUrl}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=mambogo=${peer}`],
      ...[`--cert-file=${server.certificate}`, `--key-file=${server.key}`],
      ...['--client-cert-auth', `--trusted-ca-file=${authority.certificate}`],
    ],
    ready: httpsHealthCheck(`${clientUrl}/health`, authority, client),
    readyTimeoutMs,
    orphanSignal: 'TERM',
  };
}

export function apiserverProcess(
  layout: ControlPlaneLayout,
  { 'kube-apiserver': command }: KubernetesPrograms,
): ProcessSpec {
  const { ports, authority, server, client, frontProxy, serviceAccounts, address } = layout;
  const loopback = address === '127.0.0.1';
  const policy = join(layout.folder, 'audit-policy.yaml');
  mkdirSync(layout.folder, { recursive: true });
  writeFileSync(policy, auditPolicy);
  return {
    name: 'kube-apiserver',
    command,
    args: [
      ...[`--bind-address=${address}`, `--secure-port=${ports.apiserver}`],
      // A Service can't point to loopback, so no endpoint is published then.
      `--endpoint-reconciler-type=${loopback ? 'none' : 'master-count'}`,
      `--advertise-address=${address}`,
      `--etcd-servers=https://${address}:${ports.etcd}`,
      ...[`--etcd-cafile=${authority.certificate}`, `--etcd-certfile=${client.certificate}`],
      `--etcd-keyfile=${client.key}`,
      ...[`--tls-cert-file=${server.certificate}`, `--tls-private-key-file=${server.key}`],
      `--client-ca-file=${authority.certificate}`,
      ...[`--kubelet-client-certificate=${client.certificate}`, `--kubelet-client-key=${client.key}`],
      `--kubelet-certificate-authority=${authority.certificate}`,
      '--kubelet-preferred-address-types=InternalIP',
      ...[`--proxy-client-cert-file=${frontProxy.certificate}`, `--proxy-client-key-file=${frontProxy.key}`],
      ...[
        `--requestheader-client-ca-file=${authority.certificate}`,
        '--requestheader-allowed-names=front-proxy-client',
      ],
      ...['--requestheader-username-headers=X-Remote-User', '--requestheader-group-headers=X-Remote-Group'],
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${serviceAccounts.publicKey}`,
      `--service-account-signing-key-file=${serviceAccounts.key}`,
      `--service-cluster-ip-range=${serviceRange}`,
      ...['--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction', '--allow-privileged'],
      ...[`--audit-policy-file=${policy}`, `--audit-log-path=${layout.auditLog}`, '--audit-log-maxsize=500'],
      // There is no second replica that would need time to take over.
      ...['--shutdown-delay-duration=0s', '--profiling=false'],
    ],
    ready: httpsHealthCheck(`https://${address}:${ports.apiserver}/readyz`, authority),
    readyTimeoutMs,
    stopTimeoutMs: 5_000,
  };
}

/** Audits the requests of everybody but the API server itself. */
const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: None
    users: ["system:apiserver"]
  - level: None
    nonResourceURLs: ["/*"]
  - level: Metadata
`;

export async function controllerManagerProcess(
  layout: ControlPlaneLayout,
  { 'kube-controller-manager': command }: KubernetesPrograms,
  more: readonly string[],
): Promise<ProcessSpec> {
  const { ports, address, authority, serviceAccounts } = layout;
  const name = 'kube-controller-manager';
  return {
    name,
    command,
    args: [
      `--kubeconfig=${await layout.kubeconfigOf(name, `system:${name}`)}`,
      ...servingFlags(layout, ports.controllerManager),
      ...['--leader-elect=false', '--use-service-account-credentials'],
      // It creates this folder, by default in a system path.
      `--flex-volume-plugin-dir=${join(layout.folder, 'volume-plugins')}`,
      ...[`--root-ca-file=${authority.certificate}`, `--service-account-private-key-file=${serviceAccounts.key}`],
      ...[`--cluster-signing-cert-file=${authority.certificate}`, `--cluster-signing-key-file=${authority.key}`],
      ...more,
    ],
    ready: httpsHealthCheck(`https://${address}:${ports.controllerManager}/healthz`, authority),
    readyTimeoutMs,
  };
}

/** @param flags flags for the API server and others that differ */
export async function schedulerProcess(
  layout: ControlPlaneLayout,
  { 'kube-scheduler': command }: KubernetesPrograms,
  flags = (kubeconfig: string): readonly string[] => [`--kubeconfig=${kubeconfig}`, '--leader-elect=false'],
): Promise<ProcessSpec> {
  const name = 'kube-scheduler';
  return {
    name,
    command,
    args: [
      ...flags(await layout.kubeconfigOf(name, `system:${name}`)),
      ...servingFlags(layout, layout.ports.scheduler),
      // A claim bound while its pod is being scheduled is sometimes missed; by default such a pod is retried after 5 minutes.
      '--pod-max-in-unschedulable-pods-duration=10s',
    ],
    ready: httpsHealthCheck(`https://${layout.address}:${layout.ports.scheduler}/healthz`, layout.authority),
    readyTimeoutMs,
  };
}

const servingFlags = ({ server, address }: ControlPlaneLayout, port: number): string[] => [
  ...[`--bind-address=${address}`, `--secure-port=${port}`],
  ...[`--tls-cert-file=${server.certificate}`, `--tls-private-key-file=${server.key}`],
];
