/**
 * order_summary is the fold of its log, byte for byte. Runs the order service's own rebuild on a temporary table of the same
 * name, which shadows the real one; compares the two and keeps nothing.
 */
import { rebuildSummariesWithin } from '@mambogo/order/src/store/rebuild-summaries.ts';
import type { EntityManager } from 'typeorm';
import type { Invariant, Violation } from './invariant.ts';

export const summariesAreFolds: Invariant = {
  name: 'an order summary is the fold of its log',
  find: ({ order }) => order.transaction('REPEATABLE READ', findDifferent),
};

async function findDifferent(manager: EntityManager): Promise<Violation[]> {
  await manager.query(`create temporary table order_summary (like public.order_summary including all) on commit drop`);
  // An earlier prepared statement refers to the real table: changing the search path makes it parse again.
  await manager.query('set local search_path to pg_temp, public');
  try {
    await rebuildSummariesWithin(manager);
  } catch (error) {
    // The log itself can't be folded; the hash chain check reports the wrong entry.
    return [{ id: 'all', detail: error instanceof Error ? error.message : String(error) }];
  }
  return manager.query<Violation[]>(
    `select coalesce(kept.id, rebuilt.id) as id,
       case when kept.id is null then 'it is missing' when rebuilt.id is null then 'it has no log' else 'it differs' end as detail
     from public.order_summary kept full join order_summary rebuilt on rebuilt.id = kept.id
     where kept is distinct from rebuilt`,
  );
}
