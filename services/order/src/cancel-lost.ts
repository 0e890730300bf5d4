/** `node src/cancel-lost.ts ORDER-ID ...`: cancels orders that were lost in a restore (store/lost-orders.ts). */
import { OrderId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { cancelLost } from './store/lost-orders.ts';

await runOnce(async () => {
  const orderIds = z.array(OrderId).parse(process.argv.slice(2));
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('order', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  await database.initialize();
  try {
    const runInTransaction = createTransactionRunner({ database, source: settings.APP_ID });
    const cancelled = await cancelLost(runInTransaction, orderIds);
    logger.info({ event: 'order.lost_cancelled', orders: cancelled.length }, 'lost orders cancelled');
  } finally {
    await database.destroy();
  }
});
