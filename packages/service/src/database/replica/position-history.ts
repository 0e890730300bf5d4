/**
 * Positions of the primary with the time when they were asked for. A replica that has one of them has everything that was
 * committed before that time, whatever the clocks of the stores say and whether anything is written. Pure.
 */
import { includes, type StorePosition } from './store-position.ts';

export interface PositionHistory {
  /** @param time before the primary was asked, of a monotonic clock, in milliseconds */
  add(position: StorePosition, time: number): void;
  /** By how many milliseconds at most a copy at this position is behind; Infinity: unknown, or of another history. */
  lag(position: StorePosition, now: number): number;
}

/** @param keepMs how far back */
export function createPositionHistory(keepMs: number): PositionHistory {
  let samples: readonly (readonly [StorePosition, number])[] = [];
  return {
    add(position, time) {
      samples = [...samples.filter(([, at]) => at >= time - keepMs), [position, time]];
    },
    lag(position, now) {
      const [newest] = samples.at(-1) ?? [];
      if (newest?.history !== position.history) return Number.POSITIVE_INFINITY;
      const contained = samples.filter(([sample]) => includes(position, sample)).map(([, at]) => at);
      return now - Math.max(Number.NEGATIVE_INFINITY, ...contained);
    },
  };
}
