/** The few things that kubelet, containerd and its plugins write outside the cluster's folder, whatever they are told. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ClusterLayout } from '../cluster-layout.ts';
import { removeIfPresent, runTeardownSteps, type TeardownStep } from './teardown-steps.ts';

/** Folders they make, the innermost first. */
const sharedFolders = [
  ...['/var/lib/kubelet/device-plugins', '/var/lib/kubelet'],
  ...['/var/lib/cni/results', '/var/lib/cni'],
  ...['/var/log/containers', '/run/containerd/s', '/run/containerd'],
];

/** To be called before the first of them runs: what is not there yet is the cluster's, and goes with it. */
export function recordAbsentFolders(layout: ClusterLayout): void {
  writeFileSync(manifestFile(layout), JSON.stringify(sharedFolders.filter((folder) => !existsSync(folder))));
}

export const removeOutsideFiles = (layout: ClusterLayout): Promise<void> =>
  runTeardownSteps([
    ...filesOutside(layout).map((filePath): TeardownStep => [filePath, () => rmSync(filePath, { force: true })]),
    ...createdFolders(layout).map(
      (folder): TeardownStep => [
        folder,
        () =>
          removeIfPresent(
            () => existsSync(folder),
            () => {
              // What the kubelet offers to plugins: a socket, left where it was killed.
              if (folder === sharedFolders[0]) rmSync(folder, { recursive: true });
              else if (readdirSync(folder).length === 0) rmdirSync(folder);
            },
          ),
      ],
    ),
  ]);

/** Files and links among those of others. */
export function filesOutside(layout: ClusterLayout): string[] {
  const containers = filesIn(join(layout.containerd.state, 'io.containerd.runtime.v2.task/k8s.io'));
  return [...logLinks(layout), ...addresses(containers), ...sockets(containers)].filter(exists);
}

/** Folders that were not there before the cluster, and are. */
export const createdFolders = (layout: ClusterLayout): string[] =>
  existsSync(manifestFile(layout))
    ? (JSON.parse(readFileSync(manifestFile(layout), 'utf8')) as string[]).filter((folder) => existsSync(folder))
    : [];

const manifestFile = ({ folder }: ClusterLayout): string => join(folder, 'absent-before.json');

/** A link to every container's log. */
const logLinks = ({ podLogs }: ClusterLayout): string[] =>
  filesIn('/var/log/containers').filter((link) => targetOf(link)?.startsWith(`${podLogs}/`));

/** What address every pod was given: its file is named by the container that holds the pod's network. */
const addresses = (containers: string[]): string[] =>
  filesIn('/var/lib/cni/results').filter((file) => containers.some((container) => file.includes(basename(container))));

/** Where every pod's shim listened; it says so in its own folder. */
const sockets = (containers: string[]): string[] =>
  containers
    .map((container) => join(container, 'address'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').trim().replace('unix://', ''))
    .filter((socket) => socket.startsWith('/run/containerd/s/'));

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

/** Also of a link that leads nowhere. */
const exists = (path: string): boolean => existsSync(path) || targetOf(path) !== undefined;

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
