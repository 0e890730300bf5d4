/** Adds hot reload to a service's pod: sources can be replaced while it runs, and it restarts with them. Pure. */
import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/** Folders of the image that are copied to a writable volume. */
const folders = ['packages', 'services'] as const;
const volume = 'live-sources';
const copyFolder = '/live';

/** Restarts its arguments whenever they exit, and records the process id: killing that process restarts it. */
const restartLoop = `trap 'kill -TERM "$running"; wait "$running"; exit 0' TERM
while true; do
  "$@" & running=$!
  echo "$running" > /tmp/running.pid
  wait "$running" || sleep 1
done`;

/**
 * The pod's root file system stays read-only: the copy is in a volume that is deleted with the pod.
 * @param root folder of the sources in the image
 */
export function withHotReload(pod: V1PodSpec, root: string): V1PodSpec {
  const [main] = pod.containers;
  if (!main) throw new Error('the pod has no containers');
  const copy: V1Container = {
    name: volume,
    image: main.image,
    imagePullPolicy: main.imagePullPolicy,
    command: ['cp', '--recursive', ...folders.map((folder) => `${root}/${folder}`), copyFolder],
    resources: main.resources,
    securityContext: main.securityContext,
    volumeMounts: [{ name: volume, mountPath: copyFolder }],
  };
  const live: V1Container = {
    ...main,
    command: ['sh', '-c', restartLoop, 'again', ...(main.command ?? [])],
    volumeMounts: [
      ...(main.volumeMounts ?? []),
      ...folders.map((folder) => ({ name: volume, mountPath: `${root}/${folder}`, subPath: folder })),
    ],
  };
  return {
    ...pod,
    initContainers: [copy],
    containers: [live],
    volumes: [...(pod.volumes ?? []), { name: volume, emptyDir: {} }],
  };
}
