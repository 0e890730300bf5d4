/** Inputs of one reconciliation of one Storefront. */
import type { KubeObject, OwnerReference } from '../kube/kube-object.ts';
import type { FieldConflicts } from './apply/field-conflicts.ts';
import type { LastAppliedStore } from './apply/last-applied-store.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import type { ShopStatus } from './status/shop-status.ts';

export interface ReconcileContext extends ReconcilerSettings {
  readonly key: string;
  readonly storefront: KubeObject;
  readonly previousStatus: ShopStatus;
  readonly owner: OwnerReference;
  readonly conflicts: FieldConflicts;
  /** @throws ConditionError it can't be loaded */
  loadLastApplied(): Promise<LastAppliedStore>;
}
