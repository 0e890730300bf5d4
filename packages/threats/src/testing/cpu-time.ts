/** CPU time of this process, which other programs on the machine affect only by cold caches. */

export function cpuMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The lowest of several runs: the others included a garbage collection or a compilation. */
export const leastCpu = (runs: number, work: () => void): number =>
  Math.min(...Array.from({ length: runs }, () => cpuMilliseconds(work)));

/** Code that is as cheap as required proves it in one of these runs, even on a busy machine; code that is not never does. */
const mostRuns = 100;

/**
 * Runs `work` until one run took less than `limit`.
 *
 * @returns CPU-ms of that run, or of the last one if none was cheap enough
 */
export const cheapestCpu = (limit: number, work: () => void): number =>
  measureUntil(
    () => cpuMilliseconds(work),
    (cost) => cost < limit,
    mostRuns,
  );

const mostMeasurements = 20;

/** Repeats a measurement until it is good enough; returns the last one if none was. */
export function measureUntil<T>(measure: () => T, isGood: (measured: T) => boolean, most = mostMeasurements): T {
  let measured = measure();
  for (let times = 1; times < most && !isGood(measured); times += 1) measured = measure();
  return measured;
}
