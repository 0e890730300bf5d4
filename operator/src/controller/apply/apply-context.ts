/** Shared inputs for applying the objects of one Storefront. */
import type { Client } from '../../kube/client.ts';
import type { KubeObject, OwnerReference } from '../../kube/kube-object.ts';
import type { WatchCache } from '../../kube/watch-cache.ts';
import type { FieldConflicts } from './field-conflicts.ts';
import type { LastAppliedStore } from './last-applied-store.ts';

export interface ApplyContext {
  readonly client: Client;
  readonly cache: WatchCache;
  readonly storefrontKey: string;
  readonly lastApplied: LastAppliedStore;
  readonly conflicts: FieldConflicts;
  /** `Deployment/shop-order` of each workload whose replica count an autoscaler manages. */
  readonly autoscaled: ReadonlySet<string>;
  /** The Storefront, as the owner reference its objects carry. */
  readonly owner: OwnerReference;
  /** @param removedFields fields that other managers had added, such as `spec.paused of kubectl` */
  onDriftRepaired(object: KubeObject, removedFields: readonly string[]): void;
}
