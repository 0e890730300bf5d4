/** How long an event may wait among the cart's dead letters before the standing watch says so. */
import type { DeadLetters } from '@mambogo/messaging/dead-letters/dead-letters.ts';
import type { InvariantCheck } from '@mambogo/service/invariant-monitor.ts';

const minutes = 60;

export const lettersAreHandled = (letters: Pick<DeadLetters, 'list'>): InvariantCheck => ({
  name: `an event that could not be handled yet is handled within ${minutes} minutes`,
  async find() {
    const oldest = new Date(Date.now() - minutes * 60_000).toISOString();
    return (await letters.list({ status: 'waiting', limit: 1_000 }))
      .filter(({ kind, filedAt }) => kind === 'transient' && filedAt < oldest)
      .map(({ id, error }) => ({ id, detail: error }));
  },
});
