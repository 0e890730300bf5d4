/** `status` of a Storefront, built from conditions and component statuses. Pure. */
import type { KubeObject } from '../../kube/kube-object.ts';
import { field, fieldList } from '../../kube/kube-object.ts';
import type { Rotation } from '../rotation/rotation.ts';
import type { Upgrade } from '../upgrade/upgrade.ts';
import { isFailedUpgrade } from '../upgrade/upgrade-condition.ts';
import { type Condition, isConditionTrue, isHibernated, type StatusCondition } from './conditions.ts';
import type { Summary } from './summary-conditions.ts';

export type Phase = 'Pending' | 'Progressing' | 'Ready' | 'Degraded' | 'Refused' | 'Hibernated' | 'Paused' | 'Deleting';

/** A volume claim that holds data of the shop. */
export interface DataClaim {
  readonly name: string;
  readonly uid: string;
}

export interface ComponentStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly version?: string;
  readonly replicas?: number;
  /** Of a store: the storage it was created with. */
  readonly storage?: string;
  readonly members?: number;
  /** Of a store that has read replicas: those that are ready. */
  readonly readReplicas?: number;
  /** Of a store: it accepts encrypted connections only. */
  readonly tls?: boolean;
  readonly source?: 'embedded' | 'external';
  /** Of an external store: `host:port` and prefix, once it holds data of the shop. */
  readonly server?: string;
  readonly prefix?: string;
  /** Of an embedded store: the claims it was set up on. Other claims of these names mean that its data is lost. */
  readonly claims?: readonly DataClaim[];
  /** Of an embedded store whose data loss was accepted: the claims its set-up Jobs were created for. */
  readonly dataId?: string;
  /** Of the last restore. */
  readonly restoreId?: string;
  /**
   * Of an embedded store whose volume was found empty behind the same claim: the id of the empty volume, until the loss is
   * accepted.
   */
  readonly emptied?: string;
  readonly message?: string;
}

/** What `spec.backup.schedule` has created. */
export interface ScheduleStatus {
  readonly schedule?: string;
  /** The time up to which all backups have been scheduled. */
  readonly scheduledUntil?: string;
  readonly nextAt?: string;
}

/** A restore that is replacing data: the shop must not run. */
export interface RestoreRecord {
  readonly name: string;
  readonly uid: string;
}

export interface ShopStatus {
  readonly phase: Phase;
  readonly url?: string;
  /** The version all services run, once they all do. */
  readonly version?: string;
  /** The newest generation that was processed, whatever the result. */
  readonly observedGeneration: number;
  /** The generation in effect: an older one while the newest is rejected. */
  readonly acceptedGeneration?: number;
  /** Of prices and orders, once there may be any. */
  readonly currency?: string;
  /** Fingerprint of the root Secret that everything was derived from; reveals nothing about its content. */
  readonly rootFingerprint?: string;
  readonly replicas?: number;
  /** Selector of the pods that `replicas` counts. */
  readonly selector?: string;
  /** Of `spec.backup`: what was scheduled, and the time of the newest good backup. */
  readonly backup?: ScheduleStatus & { readonly lastCompletedAt?: string };
  readonly restore?: RestoreRecord;
  readonly conditions: readonly StatusCondition[];
  readonly services?: readonly ComponentStatus[];
  readonly data?: readonly ComponentStatus[];
  /** Completed Jobs: their absence is no drift. */
  readonly completedJobs?: readonly string[];
  /** The last change of the version, in progress or not. */
  readonly upgrade?: Upgrade;
  /** The generation of the credentials; absent: the first, which was never rotated. */
  readonly credentials?: Rotation;
}

export function statusOf({ status }: KubeObject): ShopStatus {
  const stored = typeof status === 'object' && status !== null ? (status as Partial<ShopStatus>) : {};
  return {
    phase: stored.phase ?? 'Pending',
    observedGeneration: stored.observedGeneration ?? 0,
    ...stored,
    conditions: fieldList(status, 'conditions') as StatusCondition[],
    completedJobs: fieldList(status, 'completedJobs') as string[],
  };
}

/** A merge patch would keep what is left out of an object within it. */
const withoutUndefined = ({
  schedule,
  scheduledUntil,
  nextAt,
  lastCompletedAt,
}: NonNullable<ShopStatus['backup']>) => ({
  schedule: schedule ?? null,
  scheduledUntil: scheduledUntil ?? null,
  nextAt: nextAt ?? null,
  lastCompletedAt: lastCompletedAt ?? null,
});

/** A merge patch: lists are replaced as a whole, undefined values are removed. */
export const statusPatch = (status: ShopStatus): unknown => ({
  status: {
    ...status,
    url: status.url ?? null,
    version: status.version ?? null,
    acceptedGeneration: status.acceptedGeneration ?? null,
    currency: status.currency ?? null,
    rootFingerprint: status.rootFingerprint ?? null,
    backup: status.backup ? withoutUndefined(status.backup) : null,
    restore: status.restore ?? null,
    replicas: status.replicas ?? null,
    selector: status.selector ?? null,
    services: status.services ?? null,
    data: status.data ?? null,
    completedJobs: status.completedJobs?.length ? status.completedJobs : null,
    upgrade: upgradePatch(status.upgrade),
    credentials: status.credentials ? { ...noRotation, ...status.credentials } : null,
  },
});

const noRotation = { previous: null, target: null, message: null };

const upgradePatch = (upgrade: Upgrade | undefined): unknown =>
  upgrade
    ? {
        ...upgrade,
        since: upgrade.since ?? null,
        violated: upgrade.violated ?? null,
        reason: upgrade.reason ?? null,
        message: upgrade.message ?? null,
      }
    : null;

/**
 * The phase: the state of the shop in one word. A rejected change leaves the accepted spec in effect, and a failed upgrade the
 * earlier version; the phase describes that.
 * @param hasAcceptedSpec some spec was accepted, the newest or an earlier one
 */
export function phaseFrom(
  { available, blocking: open, stalling }: Summary,
  before: ShopStatus,
  hasAcceptedSpec: boolean,
): Phase {
  const isRejection = ({ type }: Condition) => type === 'Accepted';
  const isOfSpec = (condition: Condition) => isRejection(condition) || isFailedUpgrade(condition);
  if (!hasAcceptedSpec && open.some(isRejection)) return 'Refused';
  if (open.every(isOfSpec)) return 'Ready';
  if (open.some(isHibernated)) return 'Hibernated';
  if (available) return stalling.every(isOfSpec) ? 'Progressing' : 'Degraded';
  const served = ['Ready', 'Degraded'].includes(before.phase) || isConditionTrue(before.conditions, 'Available');
  return served ? 'Degraded' : 'Progressing';
}

export const deletionPolicy = ({ spec }: KubeObject): 'Retain' | 'Delete' =>
  field(spec, 'deletionPolicy') === 'Delete' ? 'Delete' : 'Retain';
