/** CPU time of this process, which other programs on the machine do not lengthen by their turns, only by cold caches. */

export function cpuMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of some runs: the others had a garbage collection or a compilation in them. */
export const leastCpu = (runs: number, work: () => void): number =>
  Math.min(...Array.from({ length: runs }, () => cpuMilliseconds(work)));

/** Work that is as cheap as it should be shows it in one of these runs, on a busy machine too; work that is not never does. */
const mostRuns = 100;

/**
 * Runs `work` until one run took less than `limit`.
 *
 * @returns CPU-ms of the cheapest run: at least `limit` when none was cheaper
 */
export function cheapestCpu(limit: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < mostRuns && least >= limit; run += 1) least = Math.min(least, cpuMilliseconds(work));
  return least;
}

const mostMeasurements = 20;

/** Measures until a measurement is as good as it should be; the last one where none was. */
export function measureUntil<T>(measure: () => T, isGood: (measured: T) => boolean): T {
  let measured = measure();
  for (let times = 1; times < mostMeasurements && !isGood(measured); times += 1) measured = measure();
  return measured;
}
