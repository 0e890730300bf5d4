/** Processes items with limited concurrency. After the first failure no further item is started, and that error is thrown. */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  concurrency: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const remaining = items.values();
  let firstFailure: { readonly error: unknown } | undefined;
  const worker = async () => {
    for (const item of remaining) {
      if (firstFailure) return;
      await task(item).catch((error: unknown) => {
        firstFailure ??= { error };
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  if (firstFailure) throw firstFailure.error;
}
