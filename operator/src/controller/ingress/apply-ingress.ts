/** The last stage: the Ingress or route that leads shoppers in, once nobody else is reached there, and what it needs of others. */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import type { StageContext } from '../stage-context.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { rejectHostConflicts } from './host-conflicts.ts';
import { requireIngressClass, requireTlsSecret } from './ingress-requirements.ts';

/** @throws Obstacle something of others is missing, or in the way */
export async function applyIngress(context: StageContext, objects: readonly KubeObject[]): Promise<Condition> {
  await rejectHostConflicts(context);
  await applyObjects(context, objects);
  await requireIngressClass(context);
  await requireTlsSecret(context);
  const [entryPoint] = objects;
  if (!entryPoint) {
    return conditionTrue(
      'IngressReady',
      'ServiceOnly',
      'no ingress is asked for: the gateway is reached by its Service',
    );
  }
  const state = context.cache.entriesOf(context.storefrontKey).get(keyOf(referenceTo(entryPoint)))?.state;
  if (state?.ready) return conditionTrue('IngressReady', 'Open', 'the ingress leads to the gateway');
  return conditionFalse(
    'IngressReady',
    'RouteNotAccepted',
    `spec.gateway: ${state?.message ?? 'the route is being made'}`,
  );
}
