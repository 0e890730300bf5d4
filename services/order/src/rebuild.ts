/** Rebuilds order_summary from the log, after a restore or a change of the fold. */

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
    const orders = await rebuildSummaries(database);
    logger.info({ event: 'order.summaries_rebuilt', orders }, 'order summaries rebuilt from the event log');
  } finally {
    await database.destroy();
  }
});
