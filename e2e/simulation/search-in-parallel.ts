/** Shares of a search on threads of their own, as many at once as there are processors. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Choice } from './script.ts';
import type { Share } from './search-worker.ts';

/** A share's schedule that breaks something; null: none of its schedules does. */
export type Found = readonly Choice[] | null;

/** @param onDone told of every share as it ends. */
export async function searchInParallel(
  shares: readonly Share[],
  onDone: (share: Share, found: Found) => void = () => undefined,
): Promise<readonly Found[]> {
  const results: Found[] = [];
  const waiting = [...shares.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, share] = next;
      const found = await searchOnThread(share);
      results[index] = found;
      onDone(share, found);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), shares.length) }, work));
  return results;
}

const searchOnThread = (share: Share): Promise<Found> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

/** So many schedules in shares of at most `size`, each with a seed of its own. */
export const sharesOf = (runs: number, seed: number, size = 10_000): Share[] =>
  Array.from({ length: Math.ceil(runs / size) }, (_, i) => ({ runs: Math.min(size, runs - i * size), seed: seed + i }));
