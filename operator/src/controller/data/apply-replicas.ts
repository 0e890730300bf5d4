/**
 * Applies read replicas once the primary has the role by which they follow it. The condition `ReplicasReady` blocks nothing:
 * services read from the primary while a replica is away.
 */
import { applyObjects } from '../apply/apply-objects.ts';
import type { StageContext } from '../stage-context.ts';
import { workloadsReady } from '../stages.ts';
import { ConditionError } from '../status/condition-error.ts';
import { type Condition, conditionFalse, conditionUnknown } from '../status/conditions.ts';

const type = 'ReplicasReady';

/** @returns none if the shop has no read replicas */
export async function applyReplicas(context: StageContext, dataReady: boolean): Promise<Condition[]> {
  const { model, objects } = context.desired;
  if (objects.replicas.length === 0 || model.hibernated) return [];
  if (!dataReady) return [conditionUnknown(type, 'waiting for the stores to be set up')];
  try {
    await applyObjects(context, objects.replicas);
    return [workloadsReady(context, type, objects.replicas, 'every read replica receives what its primary writes')];
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return [conditionFalse(type, error.reason, error.message)];
  }
}
