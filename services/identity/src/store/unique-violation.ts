/** Whether PostgreSQL refused a statement because a unique value is taken (SQLSTATE 23505). */
import { QueryFailedError } from 'typeorm';

export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof QueryFailedError && 'code' in error.driverError && error.driverError.code === '23505';
