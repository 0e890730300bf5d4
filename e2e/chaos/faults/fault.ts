/** A fault: something done to a running shop, and undone. */
import type { ChaosEnvironment } from '../environment/chaos-environment.ts';

export const faultKinds = [
  'kill-service',
  'kill-sidecar',
  'kill-store',
  'kill-provider',
  'suspend-service',
  'suspend-sidecar',
  'suspend-store',
  'suspend-provider',
  'full-disk',
  'full-log-disk',
  'clock-skew',
  'slow-store',
  'stalled-store',
  'network-cut',
  'store-away',
  'lose-kafka',
  'lose-tail',
  'kill-runner',
  'starve-cpu',
  'two-instances',
  'roll-back-store',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** e.g. `kill-store kafka`. */
  readonly name: string;
  readonly kind: FaultKind;
  /** Seconds it lasts, minimum and maximum. */
  readonly durationRange: readonly [least: number, most: number];
  /** Minimum seconds without faults after it. */
  readonly recoverySeconds?: number;
  /** It must not cause dead letters. */
  readonly forbidsDeadLetters?: boolean;
  begin(environment: ChaosEnvironment): Promise<void> | void;
  /** Resolves when everything is as before. */
  end(environment: ChaosEnvironment): Promise<void> | void;
}
