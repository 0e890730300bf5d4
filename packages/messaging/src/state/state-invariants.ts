/** Invariant: how long an event may wait among a service's dead letters in a state store. */
import type { InvariantCheck } from '@mambogo/service/invariants/invariant-monitor.ts';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import { maxReplayMinutes, replayedInTime } from '../messaging-invariants.ts';

export const deadLettersHandledCheck = (letters: Pick<DeadLetters, 'list'>): InvariantCheck => ({
  name: replayedInTime,
  async find() {
    const oldest = new Date(Date.now() - maxReplayMinutes * 60_000).toISOString();
    return (await letters.list({ status: 'waiting', limit: 1_000 }))
      .filter(({ kind, filedAt }) => kind === 'transient' && filedAt < oldest)
      .map(({ id, error }) => ({ id, detail: error }));
  },
});
