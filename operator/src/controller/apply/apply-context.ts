/** What the objects of one Storefront are applied with. */
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
  /** `Deployment/shop-order` of each workload whose replicas an autoscaler counts. */
  readonly autoscaled: ReadonlySet<string>;
  /** The Storefront, as what it owns names it. */
  readonly owner: OwnerReference;
  /** @param removedFields what others had added, as `spec.paused of kubectl` */
  onDriftRepaired(object: KubeObject, removedFields: readonly string[]): void;
}
