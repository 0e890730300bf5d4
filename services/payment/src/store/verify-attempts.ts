/** Has the provider asked about charges again, after a database was restored to an earlier moment. */
import type { EntityManager } from 'typeorm';

/**
 * Every attempt since then that is not known to be captured becomes due, over or not, as if a callback had named it; the worker asks and
 * never charges twice.
 * @returns how many
 */
export async function verifyAttempts(manager: EntityManager, since: Date): Promise<number> {
  const [, attempts] = await manager.query<[unknown[], number]>(
    `update payment_attempt set next_at = now(), first_sent_at = coalesce(first_sent_at, now()), sent_at = coalesce(sent_at, now())
     where state <> 'CAPTURED' and greatest(created_at, updated_at) >= $1`,
    [since],
  );
  return attempts;
}
