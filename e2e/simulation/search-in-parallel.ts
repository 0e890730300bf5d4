/** Parts of a search on their own threads, as many at once as there are cores. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Share, ShareResult } from './search-worker.ts';

/** @param onDone called for every part as it ends. */
export async function searchInParallel(
  shares: readonly Share[],
  onDone: (share: Share, result: ShareResult) => void = () => undefined,
): Promise<readonly ShareResult[]> {
  const results: ShareResult[] = [];
  const waiting = [...shares.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, share] = next;
      const result = await searchOnThread(share);
      results[index] = result;
      onDone(share, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, work));
  return results;
}

const searchOnThread = (share: Share): Promise<ShareResult> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

/** Splits this many schedules into parts of at most `size`, each with its own seed. */
export const sharesOf = (runs: number, seed: number, size = 25_000): Share[] =>
  Array.from({ length: Math.ceil(runs / size) }, (_, i) => ({ runs: Math.min(size, runs - i * size), seed: seed + i }));

/** In how many schedules of all parts each pair was reached. */
export function pairsReached(results: readonly ShareResult[]): Map<string, number> {
  const reached = new Map<string, number>();
  for (const { pairs } of results)
    for (const [name, times] of pairs) reached.set(name, (reached.get(name) ?? 0) + times);
  return reached;
}
