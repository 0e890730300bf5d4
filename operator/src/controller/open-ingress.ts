/** The last stage: the Ingress or route that leads shoppers in, once nobody else is reached there, and what it needs of others. */
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { applyObjects } from './apply-objects.ts';
import { type Finding, found, missing } from './conditions.ts';
import { refuseTakenHosts } from './hosts-taken.ts';
import { requireIngressClass, requireTlsSecret } from './ingress-requirements.ts';
import type { StageRun } from './stage-run.ts';

/** @throws Obstacle something of others is missing, or in the way */
export async function openIngress(run: StageRun, edge: readonly KubeObject[]): Promise<Finding> {
  await refuseTakenHosts(run);
  await applyObjects(run, edge);
  await requireIngressClass(run);
  await requireTlsSecret(run);
  const [wayIn] = edge;
  if (!wayIn) {
    return found('IngressReady', 'ServiceOnly', 'no ingress is asked for: the gateway is reached by its Service');
  }
  const state = run.cache.entriesOf(run.storefrontKey).get(keyOf(referenceTo(wayIn)))?.state;
  if (state?.ready) return found('IngressReady', 'Open', 'the ingress leads to the gateway');
  return missing('IngressReady', 'RouteNotAccepted', `spec.gateway: ${state?.message ?? 'the route is being made'}`);
}
