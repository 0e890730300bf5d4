/**
 * Migrates the identity database; adds the demo accounts with DEMO_ACCOUNTS=true, removes them without, and creates the first
 * administrator where credentials name one.
 */
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { migrate } from '@mambogo/service/database/migrate.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { readSecrets } from './secrets.ts';
import { Settings } from './settings.ts';
import { openDatabase, schema } from './store/database.ts';
import { removeDemoAccounts, seedDemoAccounts } from './store/demo-accounts.ts';
import { addFirstAdministrator } from './store/first-administrator.ts';
import { createPeople } from './store/people.ts';
import { completeIndexes } from './store/person-indexes.ts';
import { createRevocations } from './store/revocations.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('identity', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  const revoke = createRevocations(settings.ACCESS_TOKEN_SECONDS);
  // The running service publishes what this leaves in the outbox.
  const runInTransaction = createTransactionRunner({ database, source: settings.APP_ID });
  const secrets = readSecrets(settings.CREDENTIALS_DIR);
  const people = createPeople({ database, runInTransaction, revoke }, secrets);
  await migrate(database, schema.releases, logger, async () => {
    await completeIndexes(database, secrets);
    await (settings.DEMO_ACCOUNTS ? seedDemoAccounts(database, people) : removeDemoAccounts(people));
    await addFirstAdministrator(database, people, settings.CREDENTIALS_DIR, settings.PUBLIC_URL);
  });
});
