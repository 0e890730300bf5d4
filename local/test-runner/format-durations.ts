/** Where the time of a run of the tests went. */

export interface TestDuration {
  readonly what: string;
  readonly seconds: number;
}

/** Files of a run that need no list of the slowest. */
const minFiles = 3;

/** @returns lines: the phases in their order, then the ten slowest files */
export function formatDurations(phases: readonly TestDuration[], files: readonly TestDuration[]): string[] {
  if (files.length <= minFiles) return [];
  const slowest = [...files].sort((one, other) => other.seconds - one.seconds).slice(0, 10);
  return ['', 'phases', ...phases.map(line), '', 'what took longest', ...slowest.map(line)];
}

const line = ({ what, seconds }: TestDuration): string => `  ${seconds.toFixed(1).padStart(6)} s  ${what}`;
