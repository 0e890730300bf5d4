/** Why pods of a shop are not ready, in words that stay the same while the reason does: image, crash, room, sidecar, volume. */
import type { Client } from '../../kube/client.ts';
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { pods, volumeClaims } from '../../kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { emptyVolumeId } from '../../resources/empty-volume.ts';

export interface PodDiagnosis {
  /** Part -> what is wrong with one of its pods. Parts without an explanation are just starting. */
  readonly diagnoses: ReadonlyMap<string, string>;
  /** Some are too young to be judged. */
  readonly settling: boolean;
  /** Part -> when its newest pod was made, in milliseconds since the epoch. */
  readonly newestPodAt: ReadonlyMap<string, number>;
  /** Part -> addresses of its pods that are ready. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Part -> id of the empty volume that its store would not begin on. */
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
  // Only where some have one is a pod that is ready without it an accident.
  const injectorActive = agedPods.some(hasSidecar);
  const ofPods = byComponent(
    agedPods,
    (pod) => diagnosePod(pod) ?? (injectorActive && isMissingSidecar(pod) ? sidecarMissingMessage : undefined),
  );
  const ofClaims = byComponent(await collect(volumeClaims), diagnoseClaim);
  // A pod that waits for its volume can't say why there is none; any other reason comes first, as volumes may wait for pods.
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

/** Milliseconds in which a pod and its volume may be on their way without anybody wondering. */
const settleTimeMs = 5_000;

/** Waits of a container that do not end by themselves. */
const failingWaitReasons = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
]);

/** Said also of a pod that is ready: it answers, and reaches nobody. */
export const sidecarMissingMessage = 'Dapr put no sidecar beside it: is its injector running?';

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
      return `${name} keeps ending${message}: see kubectl logs -n ${metadata.namespace} ${metadata.name} -c ${name} --previous`;
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
  if (unscheduled) return `no node takes it: ${fieldText(unscheduled, 'message')}`;
  return isMissingSidecar({ metadata, spec }) ? sidecarMissingMessage : undefined;
}

const isReady = ({ status }: Pick<KubeObject, 'status'>): boolean =>
  fieldList(status, 'conditions').some(
    (one) => fieldText(one, 'type') === 'Ready' && fieldText(one, 'status') === 'True',
  );

const emptyVolumeOf = ({ status }: KubeObject): string | undefined =>
  fieldList(status, 'containerStatuses')
    // What runs has begun since.
    .filter((one) => field(one, 'state', 'running') === undefined)
    .flatMap((one) => [field(one, 'state', 'terminated'), field(one, 'lastState', 'terminated')])
    .map((ended) => emptyVolumeId(fieldText(ended, 'message')))
    .find((id) => id !== undefined);

/** The last line of what a container said before it ended. */
function terminationMessage(terminated: unknown): string {
  const line = fieldText(terminated, 'message')?.trim().split('\n').at(-1)?.trim();
  return line ? ` (${line.slice(0, 300)})` : '';
}

/** It asked for a sidecar and has none: the injector was away, or refused, when it was made. */
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
    ? `its volume ${metadata.name} waits for StorageClass ${storageClass}: does it exist, and does it have room? If not, name another in storageClassName`
    : `its volume ${metadata.name} has no StorageClass: name one in storageClassName, or make one the default`;
}
