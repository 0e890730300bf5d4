/** The inbox of one value: the ids of what was applied to it, stored in the value itself, so that each is applied once. Pure. */

/** An event older than this many of the same value is not redelivered. */
const maxProcessedIds = 100;

export const addProcessedId = (applied: readonly string[], id: string): readonly string[] =>
  [...applied, id].slice(-maxProcessedIds);
