/** Conditions from background checks: the shop's public URL, and what its pods report: invariants, and registered schemas. */
import { keyOf, referenceTo } from '../../kube/kube-object.ts';
import type { DesiredState } from '../desired-state.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { type Condition, isConditionTrue } from '../status/conditions.ts';
import { invariantsNotChecked, type PodAddresses } from './invariants-check.ts';
import { reachabilityNotChecked } from './reachability-check.ts';

export interface BackgroundConditions {
  readonly conditions: readonly Condition[];
  /** Milliseconds until a new result may be available. */
  readonly recheckAfter: number;
}

/** Milliseconds: with nothing to probe, no new result is expected. */
const noRecheckMs = 600_000;

/**
 * @param stages conditions of the stages
 * @param registry condition of the schema registry as far as the API server knows; undefined: there is none
 */
export function backgroundConditions(
  context: ReconcileContext,
  desired: DesiredState,
  addresses: PodAddresses,
  stages: readonly Condition[],
  registry: Condition | undefined,
): BackgroundConditions {
  const reachable = reachableState(context, desired, stages);
  const invariants = invariantsState(context, addresses, stages);
  const schemas = registry ? [schemasState(context, desired, addresses, stages, registry)] : [];
  const states = [reachable, invariants, ...schemas];
  return {
    conditions: states.map(({ condition }) => condition),
    recheckAfter: Math.min(...states.map(({ recheckAfter }) => recheckAfter)),
  };
}

function reachableState(
  { cache, key, previousStatus: before, reachability }: ReconcileContext,
  desired: DesiredState,
  stages: readonly Condition[],
) {
  const [entryPoint] = desired.objects.ingress;
  if (!reachability || !entryPoint)
    return { condition: reachabilityNotChecked(entryPoint !== undefined), recheckAfter: noRecheckMs };
  const endpoint = {
    publicUrl: desired.model.publicUrl,
    address: cache.entriesOf(key).get(keyOf(referenceTo(entryPoint)))?.state.address,
    open: isConditionTrue(stages, 'ServicesReady') && isConditionTrue(stages, 'IngressReady'),
  };
  return reachability.check(
    key,
    endpoint,
    before.conditions.find(({ type }) => type === 'Reachable'),
  );
}

function invariantsState(
  { key, previousStatus: before, invariants }: ReconcileContext,
  addresses: PodAddresses,
  stages: readonly Condition[],
) {
  if (!invariants) return { condition: invariantsNotChecked(), recheckAfter: noRecheckMs };
  return invariants.check(
    key,
    isConditionTrue(stages, 'ServicesReady') ? addresses : undefined,
    before.conditions.find(({ type }) => type === 'InvariantsHold'),
  );
}

/** A registry that is there still has to be reached by the services. */
function schemasState(
  { key, previousStatus: before, schemas }: ReconcileContext,
  { model }: DesiredState,
  addresses: PodAddresses,
  stages: readonly Condition[],
  registry: Condition,
) {
  if (!schemas || registry.status !== 'True') return { condition: registry, recheckAfter: noRecheckMs };
  return schemas.check(
    key,
    isConditionTrue(stages, 'ServicesReady') ? addresses : undefined,
    before.conditions.find(({ type }) => type === registry.type),
    JSON.stringify(model.schemaRegistry),
  );
}
