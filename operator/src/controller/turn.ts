/** One reconciliation of one Storefront. */
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import type { AppliedRecord } from './applied-record.ts';
import type { FieldConflicts } from './field-conflicts.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import type { ShopStatus } from './shop-status.ts';

export interface Turn extends ReconcilerSettings {
  readonly key: string;
  readonly storefront: KubeObject;
  readonly before: ShopStatus;
  readonly owner: OwnerReference;
  readonly conflicts: FieldConflicts;
  /** @throws Obstacle it can't be had */
  loadRecord(): Promise<AppliedRecord>;
}
