/** Schedules charges for verification with the provider, after the database was restored to an earlier point in time. */
import type { EntityManager } from 'typeorm';

/**
 * Makes every attempt since then that is not known to be captured due, ended or not, as a callback would. The worker queries
 * the provider and never charges twice.
 * @returns the number of attempts
 */
export async function verifyAttempts(manager: EntityManager, since: Date): Promise<number> {
  const [, attempts] = await manager.query<[unknown[], number]>(
    `update payment_attempt set next_at = now(), first_sent_at = coalesce(first_sent_at, now()), sent_at = coalesce(sent_at, now())
     where state <> 'CAPTURED' and greatest(created_at, updated_at) >= $1`,
    [since],
  );
  return attempts;
}
