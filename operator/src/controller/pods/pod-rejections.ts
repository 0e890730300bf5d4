/**
 * Pods that were never made: the API server refuses them (a quota, a LimitRange, an admission plugin or webhook), and whatever
 * controller makes them says so in FailedCreate events alone. Each cause is a reason of its own.
 */
import { isForbidden } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { kubernetesEvents } from '../../kube/resource-kinds.ts';
import { componentLabel } from '../../labels.ts';

export interface PodRejection {
  /** CamelCase, as conditions have it. */
  readonly reason: string;
  readonly message: string;
}

/** Milliseconds. Controllers try again at least every 17 minutes: what was not refused again since is over. */
const staleAfterMs = 20 * 60_000;
/** Milliseconds in which a refusal may pass without anybody wondering: an account made this very moment is not known everywhere. */
const gracePeriodMs = 5_000;

/**
 * The newest refusal of each part, by part, of those after which no pod of the part was made. Without the right to read events
 * (the Role of an earlier release) there is none.
 * @param workloads whatever makes pods, as it was applied
 * @param newestPod when the newest pod of each part was made, in milliseconds since the epoch
 */
export async function findPodRejections(
  client: Pick<Client, 'list'>,
  namespace: string,
  workloads: readonly KubeObject[],
  newestPod: ReadonlyMap<string, number>,
  now = Date.now(),
): Promise<ReadonlyMap<string, PodRejection>> {
  if (workloads.length === 0) return new Map();
  const latest = new Map<string, { readonly at: number; readonly text: string }>();
  try {
    const scope = { kind: kubernetesEvents, namespace, fieldSelector: 'reason=FailedCreate' };
    for await (const { items } of client.list(scope)) {
      for (const event of items) {
        const component = componentOf(event, workloads);
        const at = lastSeen(event);
        const since = Math.max(
          now - staleAfterMs,
          newestPod.get(component ?? '') ?? 0,
          latest.get(component ?? '')?.at ?? 0,
        );
        if (component === undefined || at < since || now - firstSeen(event) < gracePeriodMs) continue;
        latest.set(component, { at, text: fieldText(event, 'message') ?? '' });
      }
    }
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
  return new Map([...latest].map(([component, { text }]) => [component, classifyRejection(text)]));
}

function componentOf(event: KubeObject, workloads: readonly KubeObject[]): string | undefined {
  const kind = fieldText(event, 'involvedObject', 'kind');
  const name = fieldText(event, 'involvedObject', 'name') ?? '';
  const owner = workloads.find((one) =>
    kind === 'ReplicaSet'
      ? one.kind === 'Deployment' && one.metadata.name === name.replace(/-[^-]+$/, '')
      : one.kind === kind && one.metadata.name === name,
  );
  return owner?.metadata.labels?.[componentLabel];
}

function lastSeen(event: KubeObject): number {
  const series = fieldText(event, 'series', 'lastObservedTime');
  const times = [
    series,
    fieldText(event, 'lastTimestamp'),
    fieldText(event, 'eventTime'),
    event.metadata.creationTimestamp,
  ];
  return Date.parse(times.find((time) => time) ?? '') || 0;
}

const firstSeen = (event: KubeObject): number =>
  Date.parse(fieldText(event, 'firstTimestamp') ?? event.metadata.creationTimestamp ?? '') || 0;

interface Cause {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly remedy: string;
}

const causes: readonly Cause[] = [
  {
    pattern: /exceeded quota|failed quota/,
    reason: 'QuotaExceeded',
    remedy: 'raise that ResourceQuota, or ask for less in spec',
  },
  {
    pattern: /violates PodSecurity/,
    reason: 'PodSecurityViolated',
    remedy: 'pods of a shop meet the level restricted: see what changes them (a webhook, spec.pods)',
  },
  {
    pattern: /admission webhook|ValidatingAdmissionPolicy|denied request/,
    reason: 'AdmissionDenied',
    remedy: 'change that policy, or what it refuses',
  },
  {
    pattern: /(maximum|minimum) \S+ usage per |limit to request ratio per /,
    reason: 'LimitRangeViolated',
    remedy: 'change that LimitRange, or the resources in spec',
  },
];

/** Without the name of the pod, which is another one at each attempt. */
export function classifyRejection(text: string): PodRejection {
  const message = text
    .replace(/^\(combined from similar events\): /, '')
    .replace(/^Error creating: /, '')
    .replace(/^create Pod \S+ in StatefulSet \S+ failed error: /, '')
    .replace(/pods? "[^"]*" is forbidden: /, '');
  const { reason, remedy } = causes.find(({ pattern }) => pattern.test(message)) ?? {
    reason: 'PodsRefused',
    remedy: 'change what refuses them',
  };
  return { reason, message: `its pods are refused (${message}): ${remedy}` };
}

/** Pods may be let in yet: another shop rolls, or whoever set the limit is at work. */
export const podRejectionReasons: ReadonlySet<string> = new Set([...causes.map(({ reason }) => reason), 'PodsRefused']);
