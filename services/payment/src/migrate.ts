/** Brings the payment database up to date. */
import { createLogger } from '@mambogo/service/logger.ts';
import { migrate } from '@mambogo/service/migrate.ts';
import { runOnce } from '@mambogo/service/run.ts';
import { readSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';

await runOnce(async () => {
  const { APP_ID, CREDENTIALS_DIR, DATABASE_URL, DATABASE_POOL, LOG_LEVEL } = Settings.shape;
  const settings = readSettings(z.object({ APP_ID, CREDENTIALS_DIR, DATABASE_URL, DATABASE_POOL, LOG_LEVEL }));
  const logger = createLogger('payment', settings.LOG_LEVEL);
  await migrate(openDatabase(settings, logger), logger);
});
