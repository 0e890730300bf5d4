/** Migrates the pricing database. */
import { migrate } from '@mambogo/service/database/migrate.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase, schema } from './store/database.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('pricing', settings.LOG_LEVEL);
  await migrate(openDatabase(settings, logger), schema.releases, logger);
});
