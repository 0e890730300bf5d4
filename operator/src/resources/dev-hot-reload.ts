/** A service's pod that can be given other sources while it runs, and starts anew with them. Pure. */
import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/** Folders of the image that a copy takes the place of. */
const folders = ['packages', 'services'] as const;
const volume = 'live-sources';
const copyFolder = '/live';

/** Runs its arguments again whenever they end, and writes down which process that is: to end it is to start it anew. */
const restartLoop = `trap 'kill -TERM "$running"; wait "$running"; exit 0' TERM
while true; do
  "$@" & running=$!
  echo "$running" > /tmp/running.pid
  wait "$running" || sleep 1
done`;

/**
 * The root of a pod's files stays read-only: the copy is in a volume that goes with the pod.
 * @param root where the image has its sources
 */
export function withHotReload(pod: V1PodSpec, root: string): V1PodSpec {
  const [main] = pod.containers;
  if (!main) throw new Error('a pod without containers has no sources');
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
