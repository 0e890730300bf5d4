/** Test fixture: a migrated order database that also records the executed statements. */
import { type TestDatabase as BaseDatabase, createTestDatabase as createBase } from '@mambogo/testing/test-database.ts';
import { schema } from '../src/store/database.ts';

/** For `describe`: the reason to skip if no server is configured. */
export const skip = process.env.TEST_POSTGRES_URL ? false : 'TEST_POSTGRES_URL is not set';

export interface TestDatabase extends BaseDatabase {
  /** The statements executed since the last call, without parameters. */
  statements(): string[];
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const base = await createBase('postgres', schema);
  const executed: string[] = [];
  base.database.setOptions({ logger: { ...silent, logQuery: (query) => executed.push(query) }, logging: ['query'] });
  return { ...base, statements: () => executed.splice(0) };
}

const silent = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
