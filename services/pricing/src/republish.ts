/** Republishes events the outbox retains: packages/messaging/src/republish-once.ts. */
import { republishOnce } from '@mambogo/messaging/republish-once.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('pricing', settings.LOG_LEVEL);
  await republishOnce({
    database: openDatabase(settings, logger),
    service: 'pricing',
    source: settings.APP_ID,
    logger,
  });
});
