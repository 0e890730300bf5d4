/** Dependencies of the reconciler. */
import type { Client } from '../kube/client.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { InvariantsCheck } from './checks/invariants-check.ts';
import type { ReachabilityCheck } from './checks/reachability-check.ts';
import type { SchemasCheck } from './checks/schemas-check.ts';
import type { OperatorDefaults } from './desired-state.ts';
import type { UpgradeLimits } from './upgrade/advance-upgrade.ts';

export interface ReconcilerSettings {
  readonly client: Client;
  readonly cache: WatchCache;
  readonly defaults: OperatorDefaults;
  /** Its rights are not from a Role in the namespace, so it keeps them while the namespace is being deleted. */
  readonly hasClusterWideRights: boolean;
  /** Storefront -> when the first certificate of its stores expires (ISO 8601), for metrics; set by each reconcile. */
  readonly certificateExpiry: Map<string, string>;
  /** Default: `defaultLimits`. */
  readonly upgradeLimits?: UpgradeLimits;
  /** undefined: public URLs are not probed. */
  readonly reachability: ReachabilityCheck | undefined;
  /** undefined: pods are not queried. */
  readonly invariants: InvariantsCheck | undefined;
  /** undefined: pods are not queried. */
  readonly schemas: SchemasCheck | undefined;
}
