/**
 * Load of this process, measured as the delay of its event loop in milliseconds. Requests to an overloaded loop wait for a
 * multiple of it.
 *
 * Every half second the median delay since the last sample is taken; the lag is the lower of the last two, so that one long
 * task, or a process that was suspended for a while, does not count as overload. It falls by at most half per sample, so that
 * it does not flicker.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoadMonitor {
  /** Milliseconds; near 0 in a process that is not overloaded. */
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
    // Without a sample the loop was blocked for the whole interval; the next sample shows it.
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
