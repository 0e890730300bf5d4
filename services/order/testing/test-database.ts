/** Test fixture: a migrated order database that also counts round trips. */
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import { type TestDatabase as BaseDatabase, createTestDatabase as createBase } from '@mambogo/testing/test-database.ts';
import { schema } from '../src/store/database.ts';

/** For `describe`: the reason to skip if no server is configured. */
export const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

export interface TestDatabase extends BaseDatabase {
  /** The number of round trips of `database` since the last call. */
  roundTrips(): number;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const base = await createBase('postgres', schema);
  return { ...base, roundTrips: countRoundTrips(base.database) };
}
