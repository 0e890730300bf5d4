/** `node src/adopt-charges.ts --since 2026-01-31T12:00:00Z`: adopts charges that only the provider knows. */
import { parseArgs } from 'node:util';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { createProvider } from './providers/create-provider.ts';
import { TaskSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { adoptCharges } from './worker/adopt-charges.ts';

await runOnce(async () => {
  const { values } = parseArgs({ options: { since: { type: 'string' } } });
  const since = z.iso.datetime({ offset: true }).parse(values.since);
  const settings = readSettings(TaskSettings);
  const logger = createLogger('payment', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  const provider = createProvider(settings, logger);
  await database.initialize();
  try {
    const work = createTransactionRunner({ database, source: settings.APP_ID });
    const adoption = await adoptCharges({ database, work, provider, logger }, new Date(since));
    logger.info({ event: 'payment.charges_adopted', since, ...adoption }, 'adopted charges from the provider’s list');
  } finally {
    await database.destroy();
    await provider.close();
  }
});
