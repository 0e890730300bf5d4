/** A ServiceAccount per component, so that Dapr and policies can distinguish them; none has an API token. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';

export const serviceAccount = (name: string, labels: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, labels },
  automountServiceAccountToken: false,
});
