/**
 * Group commit: items submitted during a commit go into the next one together. Each caller waits for its own item. If a
 * group fails, its items are committed one by one, so that a bad item fails alone.
 */
export function batchCommits<T>(commit: (group: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  const waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxBatchSize);
      try {
        await commit(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        const [only] = group;
        if (group.length === 1 && only) only.reject(error);
        else for (const { item, resolve, reject } of group) await commit([item]).then(resolve, reject);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void run();
    });
}

const maxBatchSize = 64;
