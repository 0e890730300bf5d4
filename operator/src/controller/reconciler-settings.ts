/** What the reconciler works with. */
import type { Client } from '../kube/client.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { OperatorFacts } from './desired-shop.ts';
import type { InvariantsWatch } from './invariants-hold.ts';
import type { Reachability } from './reachability.ts';

export interface ReconcilerSettings {
  readonly client: Client;
  readonly cache: WatchCache;
  readonly facts: OperatorFacts;
  /** What it may do in a namespace it may still do while that is deleted: its rights are not of a Role in there. */
  readonly rightsOutliveNamespaces: boolean;
  /** undefined: public URLs are not asked. */
  readonly reachability: Reachability | undefined;
  /** undefined: pods are not asked. */
  readonly invariants: InvariantsWatch | undefined;
}
