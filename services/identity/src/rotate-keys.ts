/**
 * Creates another signing key: `node src/rotate-keys.ts`. It is published at once and signs after KEY_PUBLISHED_FIRST_SECONDS;
 * no token is invalidated. With `--discard` (for a key that may have leaked) all other keys are removed: a service rejects
 * their tokens as soon as it sees a token of the new key, within ten minutes at most.
 */
import { parseArgs } from 'node:util';
import { runOnce } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { z } from 'zod';
import { readSecrets } from './secrets.ts';
import { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { rotateSigningKeys } from './store/signing-keys.ts';

await runOnce(async () => {
  const { values } = parseArgs({ options: { discard: { type: 'boolean', default: false } } });
  const settings = readSettings(z.object(Settings.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }));
  const logger = createLogger('identity', settings.LOG_LEVEL);
  const database = openDatabase(settings, logger);
  await database.initialize();
  try {
    const kid = await rotateSigningKeys(database, readSecrets(settings.CREDENTIALS_DIR).signingKeysKey, values.discard);
    logger.info({ event: 'signing_keys.rotated', kid, discarded: values.discard }, 'new signing key created');
  } finally {
    await database.destroy();
  }
});
