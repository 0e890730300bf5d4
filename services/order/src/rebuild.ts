/** Rebuilds order_summary from the log: for after a restore, or after the fold has learnt something new. */

import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { rebuildSummaries } from './store/rebuild-summaries.ts';

await runOnce(async () => {
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('order', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  await database.initialize();
  try {
    logger.info({ orders: await rebuildSummaries(database) }, 'every order was rebuilt from its log');
  } finally {
    await database.destroy();
  }
});
