/** The few files that kubelet, containerd and CNI plugins write outside the cluster's folder, regardless of their settings. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ClusterLayout } from '../cluster-layout.ts';
import { podNetwork } from './containerd.ts';
import { removeIfPresent, runTeardownSteps, type TeardownStep } from './teardown-steps.ts';

/** Folders they create, the innermost first. */
const sharedFolders = [
  ...['/var/lib/kubelet/device-plugins', '/var/lib/kubelet'],
  ...['/var/lib/cni/results', '/var/lib/cni'],
  ...['/var/log/containers', '/run/containerd/s', '/run/containerd'],
];

/** Call before the first of them runs: folders that don't exist yet are the cluster's, and are removed with it. */
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
              // The kubelet's plugin socket remains after a kill.
              if (folder === sharedFolders[0]) rmSync(folder, { recursive: true });
              else if (readdirSync(folder).length === 0) rmdirSync(folder);
            },
          ),
      ],
    ),
  ]);

/** Files and links in folders of others. */
export function filesOutside(layout: ClusterLayout): string[] {
  const containers = filesIn(join(layout.containerd.state, 'io.containerd.runtime.v2.task/k8s.io'));
  return [
    ...logLinks(layout),
    ...addressFiles(filesIn('/var/lib/cni/results'), containers),
    ...sockets(containers),
  ].filter(exists);
}

/** Folders that the cluster created. */
export const createdFolders = (layout: ClusterLayout): string[] =>
  existsSync(manifestFile(layout))
    ? (JSON.parse(readFileSync(manifestFile(layout), 'utf8')) as string[]).filter((folder) => existsSync(folder))
    : [];

const manifestFile = ({ folder }: ClusterLayout): string => join(folder, 'absent-before.json');

/** Links to container logs. */
const logLinks = ({ podLogs }: ClusterLayout): string[] =>
  filesIn('/var/log/containers').filter((link) => targetOf(link)?.startsWith(`${podLogs}/`));

/**
 * Address allocations of pods: the file is named after its network and the container that holds the pod's network. A shim that is
 * killed while its pod ends takes the container's own folder along and leaves the file, so the network's name counts too.
 */
export function addressFiles(files: readonly string[], containers: readonly string[]): string[] {
  const ids = files.flatMap((file) => ofNetwork.exec(basename(file))?.[1] ?? []);
  return files.filter((file) =>
    [...containers.map((folder) => basename(folder)), ...ids].some((id) => file.includes(id)),
  );
}
const ofNetwork = new RegExp(`^${podNetwork}-([0-9a-f]{64})-`);

/** Sockets of the pods' shims, as recorded in their own folders. */
const sockets = (containers: string[]): string[] =>
  containers
    .map((container) => join(container, 'address'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').trim().replace('unix://', ''))
    .filter((socket) => socket.startsWith('/run/containerd/s/'));

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

/** True also for a dangling link. */
const exists = (path: string): boolean => existsSync(path) || targetOf(path) !== undefined;

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
