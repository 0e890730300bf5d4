/** Migrates the inventory database; with CATALOG_SEED=demo, also adds stock for the demo catalogue. */
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { migrate } from '@mambogo/service/database/migrate.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase, schema } from './store/database.ts';
import { seedStock } from './store/seed-stock.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('inventory', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  const runInTransaction = createTransactionRunner({ database, source: settings.APP_ID });
  await migrate(database, schema.releases, logger, async () => {
    if (settings.CATALOG_SEED === 'demo') await seedStock(runInTransaction);
  });
});
