/** What the stages of one reconciliation work with. */
import type { ApplyContext } from './apply/apply-context.ts';
import type { LostStore } from './data/detect-data-loss.ts';
import type { DesiredState } from './desired-state.ts';
import type { PodRejection } from './pods/pod-rejections.ts';

export interface StageContext extends ApplyContext {
  readonly desired: DesiredState;
  readonly completedJobs: readonly string[];
  /** The way in was open before. */
  readonly wasExposed: boolean;
  /** Stores whose data is lost: nothing is set up, and their services have no pods. */
  readonly lostStores: readonly LostStore[];
  /** What is wrong with the pods of a part, if something is. */
  diagnose(component: string): string | undefined;
  /** Why the API server lets no pod of a part in, if it refuses them. */
  podRejection(component: string): PodRejection | undefined;
}
