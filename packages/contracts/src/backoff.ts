/**
 * The delay before a retry: exponential back-off with jitter, the same for services, operator, runner and pages. Pure but for the
 * random number.
 *
 * The delay doubles with each failure from `first` up to `longest`; then up to half of it is taken off at random, so that those
 * that failed together do not retry together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, "equal jitter").
 */
export interface Backoff {
  /** The longest first delay, in any unit. */
  readonly first: number;
  /** The longest delay, in the same unit. */
  readonly longest: number;
}

/**
 * @param failures so far, at least 1
 * @param random between 0 and 1
 */
export const backoff = (failures: number, { first, longest }: Backoff, random: () => number = Math.random): number =>
  Math.min(longest, first * 2 ** Math.min(Math.max(0, failures - 1), 30)) * (1 - random() / 2);

/** For delays of a single retrier, and where a delay must be the same each time it is computed. */
export const noJitter = (): number => 0;
