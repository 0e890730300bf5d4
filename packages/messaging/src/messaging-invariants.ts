/**
 * Invariants of a service's outbox and inbox: no event waits for too long or is too large to be published, and no other service's database was rolled back.
 * For both dialects.
 */
import type { InvariantCheck } from '@mambogo/service/invariants/invariant-monitor.ts';
import type { DataSource } from 'typeorm';
import { dialectOf, query } from './dialect.ts';
import { sourceRollbackCheck } from './inbox/source-rollbacks.ts';

const maxOutboxMinutes = 5;
export const maxReplayMinutes = 60;
export const replayedInTime = `an event that could not be handled yet is handled within ${maxReplayMinutes} minutes`;

export function messagingInvariants(database: DataSource): InvariantCheck[] {
  const { manager } = database;
  const ago = (minutes: number) =>
    dialectOf(database) === 'postgres'
      ? `now() - interval '${minutes} minutes'`
      : `now(6) - interval ${minutes} minute`;
  return [
    sourceRollbackCheck(database),
    {
      name: `an event is published within ${maxOutboxMinutes} minutes`,
      find: async () =>
        (
          await query<{ id: string; topic: string }[]>(
            manager,
            `select id, topic from outbox where published_at is null and parked is null
               and created_at < ${ago(maxOutboxMinutes)} limit 100`,
          )
        ).map(({ id, topic }) => ({ id, detail: `not yet published to ${topic}` })),
    },
    {
      name: 'an event can be published',
      find: () => query(manager, 'select id, parked as detail from outbox where parked is not null limit 100'),
    },
    {
      name: replayedInTime,
      find: () =>
        query(
          manager,
          `select id, error as detail from dead_letter
           where status = 'waiting' and kind = 'transient' and filed_at < ${ago(maxReplayMinutes)} limit 100`,
        ),
    },
  ];
}
