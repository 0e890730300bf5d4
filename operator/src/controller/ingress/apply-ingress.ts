/**
 * The last stage: applies the Ingress or route for shoppers, once no other Storefront serves its hosts and its prerequisites
 * exist.
 */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import type { StageContext } from '../stage-context.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { rejectHostConflicts } from './host-conflicts.ts';
import { requireIngressClass, requireTlsSecret } from './ingress-requirements.ts';

/** @throws ConditionError a prerequisite is missing, or a host is taken */
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
      'the spec has no ingress: the gateway is reachable by its Service',
    );
  }
  const state = context.cache.entriesOf(context.storefrontKey).get(keyOf(referenceTo(entryPoint)))?.state;
  if (state?.ready) return conditionTrue('IngressReady', 'Open', 'the ingress routes to the gateway');
  return conditionFalse(
    'IngressReady',
    'RouteNotAccepted',
    `spec.gateway: ${state?.message ?? 'the route is being created'}`,
  );
}
