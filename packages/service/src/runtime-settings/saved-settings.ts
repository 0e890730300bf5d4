/** The last known settings in a file, with which a service starts while the config service is away. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { RuntimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { z } from 'zod';
import type { Logger } from '../telemetry/logger.ts';

export interface KnownSettings {
  readonly commit: string;
  readonly settings: RuntimeSettings;
}

/** undefined: there is none, or it is not valid for this release; then the service starts as without one. */
export function readSavedSettings(
  file: string,
  schema: z.ZodType<RuntimeSettings>,
  logger: Logger,
): KnownSettings | undefined {
  try {
    return z.object({ commit: z.string(), settings: schema }).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return undefined;
    logger.warn({ event: 'settings.saved_unreadable', file, err }, 'saved settings cannot be read and are not used');
    return undefined;
  }
}

/** Renamed into place, so that a reader never sees a part. A failure is logged: the settings are in force all the same. */
export function saveSettings(file: string, known: KnownSettings, logger: Logger): void {
  try {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(known), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch (err) {
    logger.warn({ event: 'settings.not_saved', file, err }, 'settings cannot be saved for the next start');
  }
}
