/** Migrates the notification database. */
import { migrate } from '@mambogo/service/database/migrate.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { databaseSettings, readSettings, serviceSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { openDatabase, schema } from './store/database.ts';

await runOnce(async () => {
  const { APP_ID, CREDENTIALS_DIR, LOG_LEVEL } = serviceSettings;
  const settings = readSettings(z.object({ APP_ID, CREDENTIALS_DIR, LOG_LEVEL, ...databaseSettings }));
  const logger = createLogger('notification', settings.LOG_LEVEL);
  await migrate(openDatabase(settings, logger), schema.releases, logger);
});
