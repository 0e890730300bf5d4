/** Why pods of a shop are not ready, in words that stay the same while the reason does: image, crash, room, sidecar, volume. */
import type { Client } from '../kube/client.ts';
import { field, fieldList, fieldNumber, fieldText, type KubeObject } from '../kube/kube-object.ts';
import { pods, volumeClaims } from '../kube/resource-kinds.ts';
import { partLabel, storefrontLabel } from '../labels.ts';
import { emptyVolumeId } from '../resources/empty-volume.ts';

export interface PodsExplained {
  /** Part -> what is wrong with one of its pods. Parts without an explanation are just starting. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Some are too young to be judged. */
  readonly unsettled: boolean;
  /** Part -> when its newest pod was made, in milliseconds since the epoch. */
  readonly newest: ReadonlyMap<string, number>;
  /** Part -> addresses of its pods that are ready. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
  /** Part -> id of the empty volume that its store would not begin on. */
  readonly emptied: ReadonlyMap<string, string>;
}

export async function explainPods(
  client: Pick<Client, 'list'>,
  namespace: string,
  storefront: string,
  now = Date.now(),
): Promise<PodsExplained> {
  const labelSelector = `${storefrontLabel}=${storefront}`;
  let unsettled = false;
  const newest = new Map<string, number>();
  const addresses = new Map<string, string[]>();
  const emptied = new Map<string, string>();
  const collect = async (kind: typeof pods) => {
    const aged: KubeObject[] = [];
    for await (const { items } of client.list({ kind, namespace, labelSelector })) {
      for (const item of items) {
        const made = Date.parse(item.metadata.creationTimestamp ?? '');
        const part = item.metadata.labels?.[partLabel] ?? '';
        if (kind === pods) newest.set(part, Math.max(made, newest.get(part) ?? 0));
        const address = kind === pods && isReady(item) ? fieldText(item.status, 'podIP') : undefined;
        const id = kind === pods ? emptyVolume(item) : undefined;
        if (id) emptied.set(part, id);
        if (address) addresses.set(part, [...(addresses.get(part) ?? []), address]);
        if (now - made > patience) aged.push(item);
        else unsettled = true;
      }
    }
    return aged;
  };
  const agedPods = await collect(pods);
  // Only where some have one is a pod that is ready without it an accident.
  const injects = agedPods.some(hasSidecar);
  const ofPods = byPart(agedPods, (pod) => explainPod(pod) ?? (injects && lacksSidecar(pod) ? noSidecar : undefined));
  const ofClaims = byPart(await collect(volumeClaims), explainClaim);
  // A pod that waits for its volume can't say why there is none; any other reason comes first, as volumes may wait for pods.
  for (const [part, text] of ofClaims) {
    const said = ofPods.get(part);
    if (said === undefined || /volume|storageclass/i.test(said)) ofPods.set(part, text);
  }
  return { reasons: ofPods, unsettled, newest, addresses, emptied };
}

function byPart(
  objects: readonly KubeObject[],
  explain: (object: KubeObject) => string | undefined,
): Map<string, string> {
  const explained = new Map<string, string>();
  for (const object of objects) {
    const [part, text] = [object.metadata.labels?.[partLabel], explain(object)];
    if (part && text) explained.set(part, text);
  }
  return explained;
}

/** Milliseconds in which a pod and its volume may be on their way without anybody wondering. */
const patience = 5_000;

/** Waits of a container that do not end by themselves. */
const faults = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
]);

/** Said also of a pod that is ready: it answers, and reaches nobody. */
export const noSidecar = 'Dapr put no sidecar beside it: is its injector running?';

export function explainPod({ status, spec, metadata }: KubeObject): string | undefined {
  if (isReady({ status })) return undefined;
  const conditions = fieldList(status, 'conditions');
  const states = [...fieldList(status, 'initContainerStatuses'), ...fieldList(status, 'containerStatuses')];
  for (const state of states) {
    const reason = fieldText(state, 'state', 'waiting', 'reason');
    if (!reason || !faults.has(reason)) continue;
    const name = fieldText(state, 'name');
    if (reason === 'CrashLoopBackOff') {
      const said = lastWords(field(state, 'lastState', 'terminated'));
      return `${name} keeps ending${said}: see kubectl logs -n ${metadata.namespace} ${metadata.name} -c ${name} --previous`;
    }
    return `${name}: ${reason} (${fieldText(state, 'image')}): see spec.images`;
  }
  for (const state of states) {
    const ended = field(state, 'state', 'terminated');
    if (fieldNumber(ended, 'exitCode') !== 0) return `${fieldText(state, 'name')} failed${lastWords(ended)}`;
  }
  const unscheduled = conditions.find(
    (one) => fieldText(one, 'type') === 'PodScheduled' && fieldText(one, 'status') === 'False',
  );
  if (unscheduled) return `no node takes it: ${fieldText(unscheduled, 'message')}`;
  return lacksSidecar({ metadata, spec }) ? noSidecar : undefined;
}

const isReady = ({ status }: Pick<KubeObject, 'status'>): boolean =>
  fieldList(status, 'conditions').some(
    (one) => fieldText(one, 'type') === 'Ready' && fieldText(one, 'status') === 'True',
  );

const emptyVolume = ({ status }: KubeObject): string | undefined =>
  fieldList(status, 'containerStatuses')
    // What runs has begun since.
    .filter((one) => field(one, 'state', 'running') === undefined)
    .flatMap((one) => [field(one, 'state', 'terminated'), field(one, 'lastState', 'terminated')])
    .map((ended) => emptyVolumeId(fieldText(ended, 'message')))
    .find((id) => id !== undefined);

/** The last line of what a container said before it ended. */
function lastWords(terminated: unknown): string {
  const line = fieldText(terminated, 'message')?.trim().split('\n').at(-1)?.trim();
  return line ? ` (${line.slice(0, 300)})` : '';
}

/** It asked for a sidecar and has none: the injector was away, or refused, when it was made. */
export const lacksSidecar = ({ metadata, spec }: Pick<KubeObject, 'metadata' | 'spec'>): boolean =>
  metadata.annotations?.['dapr.io/enabled'] === 'true' && !hasSidecar({ spec });

const hasSidecar = ({ spec }: Pick<KubeObject, 'spec'>): boolean =>
  [...fieldList(spec, 'initContainers'), ...fieldList(spec, 'containers')].some(
    (one) => fieldText(one, 'name') === 'daprd',
  );

function explainClaim({ metadata, status, spec }: KubeObject): string | undefined {
  if (fieldText(status, 'phase') !== 'Pending') return undefined;
  const named = fieldText(spec, 'storageClassName');
  return named
    ? `its volume ${metadata.name} waits for StorageClass ${named}: does it exist, and does it have room? If not, name another in storageClassName`
    : `its volume ${metadata.name} has no StorageClass: name one in storageClassName, or make one the default`;
}
