/** Seconds until the next try after `tries` of them: `first`, doubling, at most `longest`. */
export const retryDelay = (tries: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.min(Math.max(0, tries - 1), 30));
