/** The local cluster, managed by its own command, and the two CLIs that people use with a cluster. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import { findClusterDaemon } from '@mambogo/local/cluster/cluster-daemon-client.ts';
import { clusterLayout, ingressPorts } from '@mambogo/local/cluster/cluster-layout.ts';
import { type Kubectl, kubectlFor } from '@mambogo/local/cluster/kubectl.ts';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import { helm } from '@mambogo/local/toolchain/build-cluster-tools.ts';
import { buildGo } from '@mambogo/local/toolchain/build-go.ts';
import { buildKubernetes } from '@mambogo/local/toolchain/build-kubernetes.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';

export const root = resolve(import.meta.dirname, '../..');
/** The address of its Ingresses on loopback. */
export const ingressUrl = { hostname: '127.0.0.1', port: String(ingressPorts.http.from) } as const;

const layout = clusterLayout();

export const clusterIsUp = async (): Promise<boolean> => (await findClusterDaemon(layout)) !== undefined;

let current: ChildProcess | undefined;

/** Its progress output goes to ours. */
export async function clusterCommand(name: 'up' | 'earlier' | 'down', ...options: readonly string[]): Promise<void> {
  const script = join(root, 'local/cluster/cluster.ts');
  const child = spawn(process.execPath, [...process.execArgv, script, name, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  current = child;
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  current = undefined;
  if (code !== 0) throw new Error(`cluster ${name} ended with ${signal ?? `code ${code}`}`);
}

/** Ends the command that is running, if one is: otherwise it would go on after this process, or beside another command. */
export async function cancelClusterCommand(): Promise<void> {
  if (!current) return;
  const ended = once(current, 'exit');
  current.kill('SIGTERM');
  await ended;
}

export interface Tools {
  readonly kubectl: Kubectl;
  helm(...args: string[]): Promise<string>;
}

export async function clusterTools(): Promise<Tools> {
  const workshop = { cache: cacheFolder(), logs: join(cacheFolder(), 'logs') };
  makeFolder(workshop.logs);
  const { kubectl } = await buildKubernetes(workshop);
  const { helm: command } = await buildGo(helm, workshop);
  const home = join(layout.folder, 'helm');
  const environment = { HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
  return {
    kubectl: kubectlFor(kubectl, layout.kubeconfig),
    helm: (...args) => runCommand({ command, args: ['--kubeconfig', layout.kubeconfig, ...args], environment }),
  };
}
