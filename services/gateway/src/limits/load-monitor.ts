/**
 * How late this process is with what it has to do: the delay of its event loop, in milliseconds, as Node measures it. What a loop
 * that can't keep up makes everybody wait is a multiple of that.
 *
 * Every half second the median delay since the last look is taken; the lag is the lower of the last two, so that one long step, or
 * a process that was suspended for a while, is no overload. It falls by half a look at most, so that it does not flicker.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoadMonitor {
  /** Milliseconds; near 0 in a process that keeps up. */
  lag(): number;
  close(): void;
}

/** Milliseconds. */
const intervalMs = 500;
const resolutionMs = 10;

export function createLoadMonitor(): LoadMonitor {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let before = 0;
  let lag = 0;
  const timer = setInterval(() => {
    // Without a sample the loop was away for all of the time, which the next look sees.
    if (delays.count === 0) return;
    const now = Math.max(0, delays.percentile(50) / 1e6 - resolutionMs);
    delays.reset();
    lag = Math.max(Math.min(now, before), lag / 2);
    before = now;
  }, intervalMs).unref();
  return {
    lag: () => lag,
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}
