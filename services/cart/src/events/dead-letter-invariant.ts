/** Invariant: how long an event may wait among the cart's dead letters. */
import type { DeadLetters } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import type { InvariantCheck } from '@mambogo/service/invariants/invariant-monitor.ts';

const maxMinutes = 60;

export const deadLettersHandledCheck = (letters: Pick<DeadLetters, 'list'>): InvariantCheck => ({
  name: `an event that could not be handled yet is handled within ${maxMinutes} minutes`,
  async find() {
    const oldest = new Date(Date.now() - maxMinutes * 60_000).toISOString();
    return (await letters.list({ status: 'waiting', limit: 1_000 }))
      .filter(({ kind, filedAt }) => kind === 'transient' && filedAt < oldest)
      .map(({ id, error }) => ({ id, detail: error }));
  },
});
