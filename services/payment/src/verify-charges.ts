/** `node src/verify-charges.ts --since 2026-01-31T12:00:00Z`: schedules charges for verification with the provider. */
import { parseArgs } from 'node:util';
import { runOnce } from '@mambogo/service/process/run.ts';
import { databaseSettings, readSettings, serviceSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { openDatabase } from './store/database.ts';
import { verifyAttempts } from './store/verify-attempts.ts';

await runOnce(async () => {
  const { values } = parseArgs({ options: { since: { type: 'string' } } });
  const since = z.iso.datetime({ offset: true }).parse(values.since);
  const { APP_ID, CREDENTIALS_DIR, LOG_LEVEL } = serviceSettings;
  const settings = readSettings(z.object({ APP_ID, CREDENTIALS_DIR, LOG_LEVEL, ...databaseSettings }));
  const logger = createLogger('payment', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  await database.initialize();
  try {
    const attempts = await verifyAttempts(database.manager, new Date(since));
    logger.info({ event: 'payment.verified', since, attempts }, 'charges scheduled for verification with the provider');
  } finally {
    await database.destroy();
  }
});
