/**
 * Load of this process, measured as the delay of its event loop in milliseconds. Requests to an overloaded loop wait for a
 * multiple of it.
 *
 * Every half second the median delay since the last sample is taken; the lag is the lower of the last two, so that one long
 * task, or a process that was suspended for a while, does not count as overload. It falls by at most half per sample, so that
 * it does not flicker.
 *
 *   measuring --ten samples without a request and without lag--> resting --a request--> measuring
 *
 * Measuring wakes the process a hundred times a second, so it rests while nobody asks. The first second of requests after a rest
 * counts as no overload.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoadMonitor {
  /** Called with every request. Milliseconds; near 0 in a process that is not overloaded. */
  lag(): number;
  /** The same, for those who only watch. */
  lastLag(): number;
  close(): void;
}

/** Milliseconds. */
const intervalMs = 500;
const resolutionMs = 10;
const samplesUntilRest = 10;

export function createLoadMonitor(): LoadMonitor {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  let before = 0;
  let lag = 0;
  let unused = 0;
  let timer: NodeJS.Timeout | undefined;

  function sample(): void {
    unused += 1;
    // Without a sample the loop was blocked for the whole interval; the next sample shows it.
    if (delays.count === 0) return;
    const now = Math.max(0, delays.percentile(50) / 1e6 - resolutionMs);
    delays.reset();
    lag = Math.max(Math.min(now, before), lag / 2);
    before = now;
    if (unused > samplesUntilRest && lag < 1) rest();
  }

  function measure(): void {
    delays.reset();
    delays.enable();
    timer = setInterval(sample, intervalMs).unref();
  }

  function rest(): void {
    clearInterval(timer);
    timer = undefined;
    delays.disable();
    lag = 0;
    before = 0;
  }

  return {
    lag() {
      unused = 0;
      if (!timer) measure();
      return lag;
    },
    lastLag: () => lag,
    close: rest,
  };
}
