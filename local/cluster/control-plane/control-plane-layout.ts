/** Layout of a control plane: folders, addresses and certificates. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Authority, type KeyPair, openCertificateAuthority, signingKey } from './certificates.ts';
import { writeKubeconfig } from './kubeconfig.ts';

export interface ControlPlanePorts {
  readonly apiserver: number;
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
}

export interface ControlPlaneLayout {
  readonly folder: string;
  readonly ports: ControlPlanePorts;
  /** Address of the API server for pods and the kubelet; loopback when there are none. */
  readonly address: string;
  readonly authority: Authority;
  readonly serviceAccounts: { readonly key: string; readonly publicKey: string };
  /** Server certificate of all servers of the cluster. */
  readonly server: KeyPair;
  /** Client certificate of the API server at etcd and kubelets. */
  readonly client: KeyPair;
  readonly frontProxy: KeyPair;
  /** Kubeconfig of the user, with all permissions. */
  readonly kubeconfig: string;
  readonly auditLog: string;
  /** Creates a kubeconfig for a component of the cluster. */
  kubeconfigOf(name: string, commonName: string, organization?: string): Promise<string>;
}

export const serviceRange = '10.96.0.0/16';
const apiService = '10.96.0.1';

export async function prepareControlPlane(
  folder: string,
  ports: ControlPlanePorts,
  address: string,
): Promise<ControlPlaneLayout> {
  const secrets = join(folder, 'certificates');
  const authority = await openCertificateAuthority(secrets);
  mkdirSync(join(folder, 'kubeconfigs'), { recursive: true, mode: 0o700 });
  const names = [
    ...['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'].map((name) => `DNS:${name}`),
    'DNS:kubernetes.default.svc.cluster.local',
    ...new Set(['127.0.0.1', address, apiService].map((ip) => `IP:${ip}`)),
  ];
  const [serviceAccounts, server, client, frontProxy, admin] = await Promise.all([
    signingKey(secrets),
    authority.issue('server', { commonName: 'kube-apiserver', names }),
    authority.issue('client', { commonName: 'kube-apiserver-kubelet-client', organization: 'system:masters' }),
    authority.issue('front-proxy', { commonName: 'front-proxy-client' }),
    authority.issue('admin', { commonName: 'admin', organization: 'system:masters' }),
  ]);
  const api = `https://${address}:${ports.apiserver}`;
  return {
    folder,
    ports,
    address,
    authority,
    serviceAccounts,
    server,
    client,
    frontProxy,
    kubeconfig: writeKubeconfig(join(folder, 'kubeconfig'), api, authority, admin),
    auditLog: join(folder, 'audit.log'),
    async kubeconfigOf(name, commonName, organization) {
      const identity = await authority.issue(name, { commonName, organization });
      return writeKubeconfig(join(folder, 'kubeconfigs', name), api, authority, identity);
    },
  };
}
