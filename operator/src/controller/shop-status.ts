/** `status` of a Storefront, from what was found. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';
import { field, fieldList } from '../kube/kube-object.ts';
import type { Condition } from './conditions.ts';

export type Phase = 'Pending' | 'Progressing' | 'Ready' | 'Degraded' | 'Refused' | 'Paused' | 'Deleting';

export interface PartStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly version?: string;
  readonly replicas?: number;
  /** Of a store: what it was made with. */
  readonly storage?: string;
  readonly members?: number;
  /** Of a store: it takes encrypted connections only. */
  readonly tls?: boolean;
  readonly message?: string;
}

export interface ShopStatus {
  readonly phase: Phase;
  readonly url?: string;
  /** The version all services run, once they all do. */
  readonly version?: string;
  readonly observedGeneration: number;
  readonly replicas?: number;
  readonly conditions: readonly Condition[];
  readonly services?: readonly PartStatus[];
  readonly data?: readonly PartStatus[];
  /** Jobs that are done: their absence is no drift. */
  readonly completedJobs?: readonly string[];
}

export function statusOf({ status }: KubeObject): ShopStatus {
  const known = typeof status === 'object' && status !== null ? (status as Partial<ShopStatus>) : {};
  return {
    phase: known.phase ?? 'Pending',
    observedGeneration: known.observedGeneration ?? 0,
    ...known,
    conditions: fieldList(status, 'conditions') as Condition[],
    completedJobs: fieldList(status, 'completedJobs') as string[],
  };
}

/** A merge patch: a list is replaced whole, what is undefined is taken out. */
export const statusPatch = (status: ShopStatus): unknown => ({
  status: {
    ...status,
    url: status.url ?? null,
    version: status.version ?? null,
    replicas: status.replicas ?? null,
    services: status.services ?? null,
    data: status.data ?? null,
    completedJobs: status.completedJobs?.length ? status.completedJobs : null,
  },
});

export function phaseOf(conditions: readonly Pick<Condition, 'type' | 'status'>[], before: ShopStatus): Phase {
  const is = (type: string, status: string) => conditions.some((one) => one.type === type && one.status === status);
  if (is('Accepted', 'False')) return 'Refused';
  if (is('Ready', 'True')) return 'Ready';
  return before.phase === 'Ready' || before.phase === 'Degraded' ? 'Degraded' : 'Progressing';
}

export const deletionPolicy = ({ spec }: KubeObject): 'Retain' | 'Delete' =>
  field(spec, 'deletionPolicy') === 'Delete' ? 'Delete' : 'Retain';
