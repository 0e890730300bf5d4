/** A cart's inbox: the ids of orders removed from it and of guests' carts merged into it, so that each is applied once. Pure. */

/** An event older than this many events of the same owner is not redelivered. */
const maxProcessedIds = 100;

export const addProcessedId = (applied: readonly string[], id: string): readonly string[] =>
  [...applied, id].slice(-maxProcessedIds);
