/** The notice of `cluster up` before a build of many minutes: how long, where the logs are, how to cancel. Pure. */

export interface PendingBuild {
  readonly name: string;
  /** Seconds on two idle cores, as measured. */
  readonly seconds: number;
}

/** Seconds to build the images, with Debian's base. */
const images = 130;

/** @returns undefined for a short build */
export function firstBuildNotice(missing: readonly PendingBuild[], logs: string): string | undefined {
  if (missing.length === 0) return undefined;
  const slowestFirst = missing.toSorted((a, b) => b.seconds - a.seconds);
  const seconds = images + slowestFirst.reduce((sum, one) => sum + one.seconds, 0);
  const parts = slowestFirst.map((one) => `${one.name} ${inMinutes(one.seconds)}`).join(', ');
  return `
  To be built from source, once: ${parts}.
  About ${inMinutes(seconds)} on two idle cores, images included; more beside other work. Logs: ${logs}
  It may be called off (Ctrl-C) and started again: what is built stays built.
`;
}

const inMinutes = (seconds: number): string => `${Math.max(1, Math.round(seconds / 60))} min`;
