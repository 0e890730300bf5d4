/** For tests: an order database of their own, migrated, that also tells which statements were run. */
import { createTestDatabase as createOwn, type TestDatabase as Own } from '@mambogo/testing/test-database.ts';
import { schema } from '../src/store/database.ts';

/** For `describe`: what to say where there is no server to test with. */
export const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

export interface TestDatabase extends Own {
  /** The statements run since the last call, without their parameters. */
  statements(): string[];
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const own = await createOwn('postgres', schema);
  const seen: string[] = [];
  own.database.setOptions({ logger: { ...silent, logQuery: (query) => seen.push(query) }, logging: ['query'] });
  return { ...own, statements: () => seen.splice(0) };
}

const silent = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
