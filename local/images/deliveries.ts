/** How images get from this machine into a cluster, by the naming convention of kubeconfig contexts. Pure. */
import type { BuilderName } from './image-builder.ts';

export interface Delivery {
  readonly command: string;
  readonly args: readonly string[];
}

/** undefined: a registry is required. Empty: the cluster uses the builder's own images. */
export function deliveries(
  context: string,
  builder: BuilderName,
  images: readonly string[],
): readonly Delivery[] | undefined {
  const [, maker, name = ''] = /^(kind|k3d)-(.+)$/.exec(context) ?? [];
  if (builder === 'docker' && sharesDocker.has(context)) return [];
  if (builder === 'buildah') return undefined;
  if (maker === 'kind') return [{ command: 'kind', args: ['load', 'docker-image', '--name', name, ...images] }];
  if (maker === 'k3d' && builder === 'docker')
    return [{ command: 'k3d', args: ['image', 'import', '--cluster', name, ...images] }];
  if (context === 'minikube') return images.map((image) => ({ command: 'minikube', args: ['image', 'load', image] }));
  return undefined;
}

const sharesDocker = new Set(['docker-desktop', 'orbstack', 'rancher-desktop']);
