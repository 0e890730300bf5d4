/** Parts of a search on threads, as many as there are cores; a thread searches one part after the other, as starting one takes longer. */
import { once } from 'node:events';
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
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url));
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, share] = next;
        worker.postMessage(share);
        const [result] = (await once(worker, 'message')) as [ShareResult];
        results[index] = result;
        onDone(share, result);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, work));
  return results;
}

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
