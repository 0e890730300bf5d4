/** Summary of where a test run's time went. */

export interface TestDuration {
  readonly what: string;
  readonly seconds: number;
}

/** A run with fewer files needs no list of the slowest. */
const minFiles = 3;

/** @returns lines: the phases in order, then the thirty slowest files */
export function formatDurations(phases: readonly TestDuration[], files: readonly TestDuration[]): string[] {
  if (files.length <= minFiles) return [];
  const slowest = [...files].sort((one, other) => other.seconds - one.seconds).slice(0, 30);
  return ['', 'phases', ...phases.map(line), '', 'slowest files', ...slowest.map(line)];
}

const line = ({ what, seconds }: TestDuration): string => `  ${seconds.toFixed(1).padStart(6)} s  ${what}`;
