/**
 * Does a transaction again that the database ended because two of them waited for each other (ER_LOCK_DEADLOCK of MariaDB and
 * MySQL): it was rolled back whole. Merchants who change categories and products at once can meet it.
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
