/** What the stages of one reconciliation work with. */
import type { Application } from './application.ts';
import type { DesiredShop } from './desired-shop.ts';
import type { LostStore } from './lost-data.ts';
import type { PodRefusal } from './refused-pods.ts';

export interface StageRun extends Application {
  readonly desired: DesiredShop;
  readonly completedJobs: readonly string[];
  /** The way in was open before. */
  readonly wasOpen: boolean;
  /** Stores whose data is lost: nothing is set up, and their services have no pods. */
  readonly lost: readonly LostStore[];
  /** What is wrong with the pods of a part, if something is. */
  explain(part: string): string | undefined;
  /** Why the API server lets no pod of a part in, if it refuses them. */
  refusal(part: string): PodRefusal | undefined;
}
