/** Joins questions for single things into one for many: those that come within a moment. Pure but for the timer. */

/** @param ask answers what there is, by id */
export function createBatch<T>(
  most: number,
  ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (id: string) => Promise<T | undefined> {
  let waiting: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, T>> } | undefined;
  return async (id) => {
    if (!waiting || (waiting.ids.size >= most && !waiting.ids.has(id))) {
      const ids = new Set<string>();
      const answer = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
        if (waiting?.ids === ids) waiting = undefined;
        return ask([...ids]);
      });
      waiting = { ids, answer };
    }
    waiting.ids.add(id);
    return (await waiting.answer).get(id);
  };
}
