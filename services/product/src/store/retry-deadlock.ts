/**
 * Retries a transaction the database has ended because of a deadlock (ER_LOCK_DEADLOCK of MariaDB and MySQL): it was rolled back
 * completely. Occurs when merchants change categories and products concurrently.
 */
import { QueryFailedError } from 'typeorm';

const triesAtMost = 5;

export async function retryDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await transaction();
    } catch (error) {
      if (tries === triesAtMost || !isDeadlock(error)) throw error;
    }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driver: { code?: unknown } = error.driverError;
  return driver.code === 'ER_LOCK_DEADLOCK';
}
