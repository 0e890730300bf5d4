/** A cart's inbox: the orders taken out of it and the guests' carts merged into it, so that each counts once. Pure. */

/** News older than this many of the same owner does not come again. */
const maxProcessedIds = 100;

export const addProcessedId = (applied: readonly string[], id: string): readonly string[] =>
  [...applied, id].slice(-maxProcessedIds);
