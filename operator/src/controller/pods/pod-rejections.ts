/**
 * Pods that were never created because the API server rejects them (a quota, a LimitRange, an admission plugin or webhook). The
 * controllers that create pods report that in FailedCreate events alone. Each cause has a reason of its own.
 */
import { isForbidden } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { kubernetesEvents } from '../../kube/resource-kinds.ts';
import { componentLabel } from '../../labels.ts';

export interface PodRejection {
  /** CamelCase, as in conditions. */
  readonly reason: string;
  readonly message: string;
}

/** Milliseconds. Controllers retry at least every 17 minutes: an older rejection is no longer current. */
const staleAfterMs = 20 * 60_000;
/** Milliseconds for which a rejection is ignored: an account created just now is not known everywhere yet. */
const gracePeriodMs = 5_000;

/**
 * The newest rejection of each component, of those after which no pod of the component was created. Empty without the right to
 * read events (the Role of an earlier release).
 * @param workloads the controllers of pods, as applied
 * @param newestPod when the newest pod of each component was created, in milliseconds since the epoch
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
    remedy: 'raise that ResourceQuota, or request less in spec',
  },
  {
    pattern: /violates PodSecurity/,
    reason: 'PodSecurityViolated',
    remedy: 'pods of a shop meet the level restricted by default: find what changes them (a webhook, spec.pods)',
  },
  {
    pattern: /admission webhook|ValidatingAdmissionPolicy|denied request/,
    reason: 'AdmissionDenied',
    remedy: 'change that policy, or the fields it rejects',
  },
  {
    pattern: /(maximum|minimum) \S+ usage per |limit to request ratio per /,
    reason: 'LimitRangeViolated',
    remedy: 'change that LimitRange, or the resources in spec',
  },
];

/** Without the pod's name, which differs on each attempt. */
export function classifyRejection(text: string): PodRejection {
  const message = text
    .replace(/^\(combined from similar events\): /, '')
    .replace(/^Error creating: /, '')
    .replace(/^create Pod \S+ in StatefulSet \S+ failed error: /, '')
    .replace(/pods? "[^"]*" is forbidden: /, '');
  const { reason, remedy } = causes.find(({ pattern }) => pattern.test(message)) ?? {
    reason: 'PodsRefused',
    remedy: 'change what rejects them',
  };
  return { reason, message: `its pods are rejected (${message}): ${remedy}` };
}

/** Pods may be admitted later: another shop is rolling out, or an administrator is raising the limit. */
export const podRejectionReasons: ReadonlySet<string> = new Set([...causes.map(({ reason }) => reason), 'PodsRefused']);
