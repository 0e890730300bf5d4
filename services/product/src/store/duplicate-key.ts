/** Whether a statement failed on a duplicate entry in `index` (ER_DUP_ENTRY of MariaDB and MySQL). */
import { QueryFailedError } from 'typeorm';

export function isDuplicate(error: unknown, index: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driver: { code?: unknown } & Error = error.driverError;
  return driver.code === 'ER_DUP_ENTRY' && driver.message.includes(index);
}
