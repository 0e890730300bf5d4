/** What the cache keeps of a live object's status: whether it is ready, with a one-line message for people. Pure. */
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from './kube-object.ts';

export interface ObservedState {
  readonly ready: boolean;
  /** For a workload: enough of its pods are ready, of whatever revision. */
  readonly available?: boolean;
  /** For a Job: it failed for good. */
  readonly failed?: boolean;
  readonly replicas?: number;
  /** For an Ingress: its address according to its controller, `host` or `host:port`. */
  readonly address?: string;
  readonly message?: string;
}

/**
 * @param since generation since which the operator's fields are as applied: a foreign annotation on a Deployment also increments
 * the generation, without changing its pods
 */
export function observeState(object: KubeObject, since = object.metadata.generation ?? 0): ObservedState {
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return workloadState(object, since);
    case 'Job':
      return jobState(object);
    case 'Ingress':
      return { ready: true, address: addressOf(object) };
    case 'HTTPRoute':
      return routeState(object, since);
    case 'ScaledObject':
      return scaledObjectState(object);
    default:
      return { ready: true };
  }
}

/** Ready when all desired pods are ready and of the current revision. */
function workloadState({ kind, spec, status }: KubeObject, since: number): ObservedState {
  const desired = typeof field(spec, 'replicas') === 'number' ? fieldNumber(spec, 'replicas') : 1;
  const ready = fieldNumber(status, 'readyReplicas');
  const updated = fieldNumber(status, 'updatedReplicas');
  const isCurrent = fieldNumber(status, 'observedGeneration') >= since;
  // While a pod of an older revision is left, the ready pods may be the old ones.
  const outdated = fieldNumber(status, 'replicas') - updated;
  const available = isAvailable(kind, desired, ready);
  if (isCurrent && ready >= desired && updated >= desired && outdated <= 0)
    return { ready: true, available, replicas: ready };
  const replicaFailure = conditionOf(status, 'ReplicaFailure');
  const failureMessage =
    fieldText(replicaFailure, 'status') === 'True' ? fieldText(replicaFailure, 'message') : undefined;
  const rolling = ready >= desired ? `pods of an older revision are being replaced: ${outdated} left` : undefined;
  const message = failureMessage ?? rolling ?? `${ready} of ${desired} pods are ready`;
  return { ready: false, available, replicas: ready, message };
}

/** One pod of a service is enough; members of a store need a majority. */
const isAvailable = (kind: string, desired: number, ready: number): boolean =>
  desired === 0 || ready >= (kind === 'StatefulSet' ? Math.floor(desired / 2) + 1 : 1);

function jobState({ status }: KubeObject): ObservedState {
  const is = (type: string) => fieldText(conditionOf(status, type), 'status') === 'True';
  if (is('Complete')) return { ready: true };
  const failed = is('Failed');
  return { ready: false, failed, message: failed ? fieldText(conditionOf(status, 'Failed'), 'message') : 'is running' };
}

function addressOf({ status }: KubeObject): string | undefined {
  const [first] = fieldList(status, 'loadBalancer', 'ingress');
  const host = fieldText(first, 'ip') ?? fieldText(first, 'hostname');
  if (host === undefined) return undefined;
  const ports = fieldList(first, 'ports').map((one) => fieldNumber(one, 'port'));
  const port = ports.some((one) => one === 80 || one === 443) ? undefined : ports[0];
  const literal = host.includes(':') ? `[${host}]` : host;
  return port ? `${literal}:${port}` : literal;
}

/** KEDA says so when it can't read what it is to scale by; nothing waits for that. */
function scaledObjectState({ status }: KubeObject): ObservedState {
  const condition = conditionOf(status, 'Ready');
  return fieldText(condition, 'status') === 'False'
    ? { ready: true, message: fieldText(condition, 'message') }
    : { ready: true };
}

/** Ready once every Gateway it names has accepted its current generation and resolved its references. */
function routeState({ metadata, spec, status }: KubeObject, since: number): ObservedState {
  for (const parent of fieldList(spec, 'parentRefs')) {
    const name = fieldText(parent, 'name') ?? '';
    const section = fieldText(parent, 'sectionName');
    const parentStatus = fieldList(status, 'parents').find(
      (one) =>
        fieldText(one, 'parentRef', 'name') === name &&
        fieldText(one, 'parentRef', 'sectionName') === section &&
        (fieldText(one, 'parentRef', 'namespace') ?? metadata.namespace) ===
          (fieldText(parent, 'namespace') ?? metadata.namespace),
    );
    for (const type of ['Accepted', 'ResolvedRefs']) {
      const condition = conditionOf(parentStatus, type);
      const isCurrent = fieldNumber(condition, 'observedGeneration') >= since;
      if (isCurrent && fieldText(condition, 'status') === 'True') continue;
      const message = isCurrent
        ? `Gateway ${name} reports ${type} ${fieldText(condition, 'status')}, ${fieldText(condition, 'reason')}: ${fieldText(condition, 'message')}`
        : `no controller has accepted HTTPRoute ${metadata.name} for Gateway ${name} yet: check that the Gateway exists and that a controller manages its class`;
      return { ready: false, message };
    }
  }
  return { ready: true };
}

/** Of the status of an object of Kubernetes. */
export const conditionOf = (status: unknown, type: string): unknown =>
  fieldList(status, 'conditions').find((condition) => fieldText(condition, 'type') === type);
