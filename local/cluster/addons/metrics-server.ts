/** CPU and memory usage of pods, for `kubectl top` and autoscaling. */
import { join } from 'node:path';
import type { Kubectl } from '../kubectl.ts';
import { type Manifest, parseManifests, replaceStrings } from './manifest.ts';

/** @param files folder of metrics-server's module */
export async function metricsServerManifests(kubectl: Kubectl, files: string, image: string): Promise<Manifest[]> {
  const text = await kubectl(['kustomize', join(files, 'manifests/base')]);
  return parseManifests(text).map((manifest) => {
    if (manifest.kind !== 'Deployment') return manifest;
    const own = replaceStrings(manifest, (value) => (/\/metrics-server:\w+$/.test(value) ? image : value));
    return adapt(own);
  });
}

interface Container {
  args: string[];
  command?: string[];
  readinessProbe: { initialDelaySeconds?: number; periodSeconds: number };
}

function adapt(deployment: Manifest): Manifest {
  const copy = structuredClone(deployment) as Manifest & {
    spec: { template: { spec: { containers: Container[] } } };
  };
  for (const container of copy.spec.template.spec.containers) {
    container.command = ['/metrics-server'];
    container.args.push('--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt');
    container.readinessProbe = { ...container.readinessProbe, initialDelaySeconds: 1, periodSeconds: 2 };
  }
  return copy;
}
