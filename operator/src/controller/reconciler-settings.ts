/** What the reconciler works with. */
import type { Client } from '../kube/client.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { InvariantsCheck } from './checks/invariants-check.ts';
import type { ReachabilityCheck } from './checks/reachability-check.ts';
import type { OperatorDefaults } from './desired-state.ts';

export interface ReconcilerSettings {
  readonly client: Client;
  readonly cache: WatchCache;
  readonly defaults: OperatorDefaults;
  /** What it may do in a namespace it may still do while that is deleted: its rights are not of a Role in there. */
  readonly hasClusterWideRights: boolean;
  /** undefined: public URLs are not asked. */
  readonly reachability: ReachabilityCheck | undefined;
  /** undefined: pods are not asked. */
  readonly invariants: InvariantsCheck | undefined;
}
