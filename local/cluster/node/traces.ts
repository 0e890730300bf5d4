/** The few files that kubelet, containerd and its plugins write outside the cluster's folder, whatever they are told. */
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ClusterRoom } from '../room.ts';

export function forgetTraces(room: ClusterRoom): void {
  const containers = filesIn(join(room.containerd.state, 'io.containerd.runtime.v2.task/k8s.io'));
  for (const trace of [...logLinks(room), ...addresses(containers), ...sockets(containers)])
    rmSync(trace, { force: true });
}

/** A link to every container's log. */
const logLinks = ({ podLogs }: ClusterRoom): string[] =>
  filesIn('/var/log/containers').filter((link) => targetOf(link).startsWith(`${podLogs}/`));

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

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
