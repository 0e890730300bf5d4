/** An account for each part, so that Dapr and policies can tell them apart; none has a token of the API server. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';

export const serviceAccount = (name: string, labels: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, labels },
  automountServiceAccountToken: false,
});
