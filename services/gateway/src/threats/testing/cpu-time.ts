/** CPU time of this process, which other programs on the machine do not lengthen. */

export function cpuMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of some runs: the others had a garbage collection or a compilation in them. */
export const leastCpu = (runs: number, work: () => void): number =>
  Math.min(...Array.from({ length: runs }, () => cpuMilliseconds(work)));
