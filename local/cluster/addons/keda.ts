/** KEDA: its operator, and the API server of the metrics that its autoscalers read. Without its admission webhooks. */
import { join } from 'node:path';
import type { Kubectl } from '../kubectl.ts';
import { type Manifest, parseManifests } from './manifest.ts';

/** Command in upstream's images -> program in ours. */
const programs: Readonly<Record<string, string>> = { '/keda': '/operator', '/keda-adapter': '/adapter' };

interface Container {
  image: string;
  imagePullPolicy: string;
  command: string[];
  readinessProbe: { initialDelaySeconds?: number; periodSeconds?: number };
}

/** @param files folder of KEDA's module */
export async function kedaManifests(kubectl: Kubectl, files: string, image: string): Promise<Manifest[]> {
  const text = await kubectl(['kustomize', join(files, 'config/minimal')]);
  return parseManifests(text).map((manifest) => (manifest.kind === 'Deployment' ? adapt(manifest, image) : manifest));
}

function adapt(deployment: Manifest, image: string): Manifest {
  const copy = structuredClone(deployment) as Manifest & {
    spec: { template: { spec: { containers: Container[] } } };
  };
  for (const container of copy.spec.template.spec.containers) {
    const [command = ''] = container.command;
    container.command = [programs[command] ?? command];
    container.image = image;
    container.imagePullPolicy = 'IfNotPresent';
    container.readinessProbe = { ...container.readinessProbe, initialDelaySeconds: 2, periodSeconds: 2 };
  }
  return copy;
}
