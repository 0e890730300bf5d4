/** What the cache keeps of a live object's status: whether it does its work, in one line a person understands. Pure. */
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from './kube-object.ts';

export interface ObservedState {
  readonly ready: boolean;
  /** A Job that gave up. */
  readonly failed?: boolean;
  readonly replicas?: number;
  readonly message?: string;
}

export function observedState(object: KubeObject): ObservedState {
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return workload(object);
    case 'Job':
      return job(object);
    default:
      return { ready: true };
  }
}

/** Ready when every wanted pod is, in its newest form. */
function workload({ metadata, spec, status }: KubeObject): ObservedState {
  const wanted = typeof field(spec, 'replicas') === 'number' ? fieldNumber(spec, 'replicas') : 1;
  const ready = fieldNumber(status, 'readyReplicas');
  const updated = fieldNumber(status, 'updatedReplicas');
  const seen = fieldNumber(status, 'observedGeneration') >= (metadata.generation ?? 0);
  // While a pod of an older form is left, the newest need not be the ready ones.
  const older = fieldNumber(status, 'replicas') - updated;
  if (seen && ready >= wanted && updated >= wanted && older <= 0) return { ready: true, replicas: ready };
  const replicaFailure = conditionOf(status, 'ReplicaFailure');
  const refused = fieldText(replicaFailure, 'status') === 'True' ? fieldText(replicaFailure, 'message') : undefined;
  const rolling = ready >= wanted ? `pods of an older form are being replaced: ${older} left` : undefined;
  return { ready: false, replicas: ready, message: refused ?? rolling ?? `${ready} of ${wanted} pods are ready` };
}

function job({ status }: KubeObject): ObservedState {
  const is = (type: string) => fieldText(conditionOf(status, type), 'status') === 'True';
  if (is('Complete')) return { ready: true };
  const failed = is('Failed');
  return { ready: false, failed, message: failed ? fieldText(conditionOf(status, 'Failed'), 'message') : 'is running' };
}

const conditionOf = (status: unknown, type: string): unknown =>
  fieldList(status, 'conditions').find((condition) => fieldText(condition, 'type') === type);
