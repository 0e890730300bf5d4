/** Batches requests for single items that are made within a short time. Pure except for the timer. */

/** @param fetchMany fetches the existing items, by id */
export function createBatch<T>(
  most: number,
  fetchMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (id: string) => Promise<T | undefined> {
  let waiting: { readonly ids: Set<string>; readonly result: Promise<ReadonlyMap<string, T>> } | undefined;
  return async (id) => {
    if (!waiting || (waiting.ids.size >= most && !waiting.ids.has(id))) {
      const ids = new Set<string>();
      const result = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
        if (waiting?.ids === ids) waiting = undefined;
        return fetchMany([...ids]);
      });
      waiting = { ids, result };
    }
    waiting.ids.add(id);
    return (await waiting.result).get(id);
  };
}
