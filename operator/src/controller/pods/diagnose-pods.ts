/**
 * Diagnoses pods that are not ready, in messages that stay the same while the cause does: image, crash, scheduling, sidecar,
 * volume.
 */
import type { Client } from '../../kube/client.ts';
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { pods, volumeClaims } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { emptyVolumeId } from '../../resources/empty-volume.ts';

export interface PodDiagnosis {
  /** Component -> diagnosis of one of its pods. Components without one are just starting. */
  readonly diagnoses: ReadonlyMap<string, string>;
  /** Some pods are too young to be judged. */
  readonly settling: boolean;
  /** Component -> when its newest pod was created, in milliseconds since the epoch. */
  readonly newestPodAt: ReadonlyMap<string, number>;
  /** Component -> addresses of its ready pods. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Component -> id of the empty volume that its store refused to start on. */
  readonly emptied: ReadonlyMap<string, string>;
}

export async function diagnosePods(
  client: Pick<Client, 'list'>,
  namespace: string,
  storefront: string,
  now = Date.now(),
): Promise<PodDiagnosis> {
  const labelSelector = `${storefrontLabel}=${storefront}`;
  let unsettled = false;
  const newest = new Map<string, number>();
  const addresses = new Map<string, string[]>();
  const emptied = new Map<string, string>();
  const collect = async (kind: typeof pods) => {
    const settled: KubeObject[] = [];
    for await (const { items } of client.list({ kind, namespace, labelSelector })) {
      for (const item of items) {
        const createdAt = Date.parse(item.metadata.creationTimestamp ?? '');
        const component = item.metadata.labels?.[componentLabel] ?? '';
        if (kind === pods) newest.set(component, Math.max(createdAt, newest.get(component) ?? 0));
        const address = kind === pods && isReady(item) ? fieldText(item.status, 'podIP') : undefined;
        const id = kind === pods ? emptyVolumeOf(item) : undefined;
        if (id) emptied.set(component, id);
        if (address) addresses.set(component, [...(addresses.get(component) ?? []), address]);
        if (now - createdAt > settleTimeMs) settled.push(item);
        else unsettled = true;
      }
    }
    return settled;
  };
  const agedPods = await collect(pods);
  // A ready pod without a sidecar is an anomaly only where other pods have one.
  const injectorActive = agedPods.some(hasSidecar);
  const ofPods = byComponent(
    agedPods,
    (pod) => diagnosePod(pod) ?? (injectorActive && isMissingSidecar(pod) ? sidecarMissingMessage : undefined),
  );
  const ofClaims = byComponent(await collect(volumeClaims), diagnoseClaim);
  // A pod that waits for its volume can't say why there is none; any other diagnosis wins, as volumes may wait for pods.
  for (const [component, text] of ofClaims) {
    const message = ofPods.get(component);
    if (message === undefined || /volume|storageclass/i.test(message)) ofPods.set(component, text);
  }
  return { diagnoses: ofPods, settling: unsettled, newestPodAt: newest, addresses, emptied };
}

function byComponent(
  objects: readonly KubeObject[],
  diagnose: (object: KubeObject) => string | undefined,
): Map<string, string> {
  const diagnoses = new Map<string, string>();
  for (const object of objects) {
    const [component, text] = [object.metadata.labels?.[componentLabel], diagnose(object)];
    if (component && text) diagnoses.set(component, text);
  }
  return diagnoses;
}

/** Milliseconds for which a pod and its volume may be pending without a diagnosis. */
const settleTimeMs = 5_000;

/** Waiting reasons of a container that do not resolve by themselves. */
const failingWaitReasons = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
]);

/** Also reported for a pod that is ready: it responds, but can't reach anything. */
export const sidecarMissingMessage = 'Dapr injected no sidecar: check that its sidecar injector is running';

export function diagnosePod({ status, spec, metadata }: KubeObject): string | undefined {
  if (isReady({ status })) return undefined;
  const conditions = fieldList(status, 'conditions');
  const states = [...fieldList(status, 'initContainerStatuses'), ...fieldList(status, 'containerStatuses')];
  for (const state of states) {
    const reason = fieldText(state, 'state', 'waiting', 'reason');
    if (!reason || !failingWaitReasons.has(reason)) continue;
    const name = fieldText(state, 'name');
    if (reason === 'CrashLoopBackOff') {
      const message = terminationMessage(field(state, 'lastState', 'terminated'));
      return `${name} keeps crashing${message}: see kubectl logs -n ${metadata.namespace} ${metadata.name} -c ${name} --previous`;
    }
    return `${name}: ${reason} (${fieldText(state, 'image')}): see spec.images`;
  }
  for (const state of states) {
    const ended = field(state, 'state', 'terminated');
    if (fieldNumber(ended, 'exitCode') !== 0) return `${fieldText(state, 'name')} failed${terminationMessage(ended)}`;
  }
  const unscheduled = conditions.find(
    (one) => fieldText(one, 'type') === 'PodScheduled' && fieldText(one, 'status') === 'False',
  );
  if (unscheduled) return `cannot be scheduled: ${fieldText(unscheduled, 'message')}`;
  return isMissingSidecar({ metadata, spec }) ? sidecarMissingMessage : undefined;
}

const isReady = ({ status }: Pick<KubeObject, 'status'>): boolean =>
  fieldList(status, 'conditions').some(
    (one) => fieldText(one, 'type') === 'Ready' && fieldText(one, 'status') === 'True',
  );

const emptyVolumeOf = ({ status }: KubeObject): string | undefined =>
  fieldList(status, 'containerStatuses')
    // A running container has started since.
    .filter((one) => field(one, 'state', 'running') === undefined)
    .flatMap((one) => [field(one, 'state', 'terminated'), field(one, 'lastState', 'terminated')])
    .map((ended) => emptyVolumeId(fieldText(ended, 'message')))
    .find((id) => id !== undefined);

/** The last line of a container's termination message. */
function terminationMessage(terminated: unknown): string {
  const line = fieldText(terminated, 'message')?.trim().split('\n').at(-1)?.trim();
  return line ? ` (${line.slice(0, 300)})` : '';
}

/** Requested a sidecar and has none: the injector was unavailable, or rejected it, when the pod was created. */
export const isMissingSidecar = ({ metadata, spec }: Pick<KubeObject, 'metadata' | 'spec'>): boolean =>
  metadata.annotations?.['dapr.io/enabled'] === 'true' && !hasSidecar({ spec });

const hasSidecar = ({ spec }: Pick<KubeObject, 'spec'>): boolean =>
  [...fieldList(spec, 'initContainers'), ...fieldList(spec, 'containers')].some(
    (one) => fieldText(one, 'name') === 'daprd',
  );

function diagnoseClaim({ metadata, status, spec }: KubeObject): string | undefined {
  if (fieldText(status, 'phase') !== 'Pending') return undefined;
  const storageClass = fieldText(spec, 'storageClassName');
  return storageClass
    ? `its volume ${metadata.name} waits for StorageClass ${storageClass}: check that the class exists and has capacity, or name another in storageClassName`
    : `its volume ${metadata.name} has no StorageClass: name one in storageClassName, or make one the default`;
}
