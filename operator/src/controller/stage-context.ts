/** Inputs of the stages of one reconciliation. */
import type { ApplyContext } from './apply/apply-context.ts';
import type { LostStore } from './data/detect-data-loss.ts';
import type { DesiredState } from './desired-state.ts';
import type { PodRejection } from './pods/pod-rejections.ts';

export interface StageContext extends ApplyContext {
  readonly desired: DesiredState;
  readonly completedJobs: readonly string[];
  /** The shop was exposed by its ingress before. */
  readonly wasExposed: boolean;
  /** Set while a restore replaces the data: services have no pods. */
  readonly switching: { readonly message: string; readonly interrupted?: boolean } | undefined;
  /** Why a shop that was never open is not opened yet. */
  readonly holdsIngress: string | undefined;
  /** Stores whose data is lost: nothing is set up on them, and their services get no pods. */
  readonly lostStores: readonly LostStore[];
  /** The diagnosis of a component's pods, if something is wrong. */
  diagnose(component: string): string | undefined;
  /** Why the API server rejects the pods of a component, if it does. */
  podRejection(component: string): PodRejection | undefined;
}
