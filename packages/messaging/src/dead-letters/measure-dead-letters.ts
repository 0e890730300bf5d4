/** The metrics of a service's dead letters, whatever its store is. */
import { cached, storeReadIntervalMs } from '@mambogo/metrics/cached.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import type { DeadLetters } from './dead-letters.ts';

/** More are not counted: reading them all would load a store that is in trouble already. */
const maxCounted = 1_000;
const kinds = ['poison', 'transient'] as const;

/** The same dead letters; those stored and replayed are counted. */
export function measureDeadLetters(letters: DeadLetters): DeadLetters {
  const waiting = cached(storeReadIntervalMs, () => letters.list({ status: 'waiting', limit: maxCounted }));
  meter.read('mambogo_dead_letters', async () => {
    const found = await waiting();
    return kinds.map((kind) => [{ kind }, found.filter((letter) => letter.kind === kind).length] as const);
  });
  return {
    ...letters,
    async store(letter) {
      await letters.store(letter);
      meter.count('mambogo_dead_letters_stored_total', {});
    },
    async replay(id, by) {
      const outcome = await letters.replay(id, by);
      if (outcome === 'settled' || outcome === 'failed') meter.count('mambogo_dead_letter_replays_total', { outcome });
      return outcome;
    },
  };
}
