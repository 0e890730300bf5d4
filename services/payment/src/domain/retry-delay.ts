/** Seconds until the next retry after `tries` tries: starts at `first`, doubles, capped at `longest`. */
export const retryDelay = (tries: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.min(Math.max(0, tries - 1), 30));
