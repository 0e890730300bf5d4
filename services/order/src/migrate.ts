/** Brings the order database up to date. */
import { createLogger } from '@mambogo/service/logger.ts';
import { migrate } from '@mambogo/service/migrate.ts';
import { runOnce } from '@mambogo/service/run.ts';
import { readSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('order', settings.LOG_LEVEL);
  await migrate(openDatabase(settings, logger), logger);
});
