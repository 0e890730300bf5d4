/** The invariant check that reports rolled back sources until they are reconciled. */
import type { InvariantCheck } from '@mambogo/service/invariants/invariant-monitor.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { query } from '../dialect.ts';

interface RollbackRow {
  readonly source: string;
  readonly sequence: string;
  readonly known_sequence: string;
  readonly known_time_ms: string;
}

/** The ids of its violations are the sources. */
export const sourceRollbackCheck = ({ manager }: DataSource): InvariantCheck => ({
  name: 'no database of another service went back to an earlier moment',
  checkEveryMinute: true,
  async find() {
    const rows = await query<RollbackRow[]>(
      manager,
      `select source, sequence, known_sequence, known_time_ms from source_rollback
       where reconciled_at is null order by noticed_at limit 20`,
    );
    return rows.map(({ source, sequence, known_sequence: known, known_time_ms: time }) => ({
      id: source,
      detail: `event ${sequence} came after event ${known} of ${new Date(Number(time)).toISOString()}: run npm run reconcile -- --since TIME, with the time the database was restored to`,
    }));
  },
});

/** Marks all rollbacks as reconciled, so that the check no longer reports them. */
export const markRollbacksReconciled = (manager: EntityManager): Promise<unknown> =>
  query(manager, 'update source_rollback set reconciled_at = current_timestamp where reconciled_at is null');
