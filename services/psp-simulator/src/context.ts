/** Everything the simulator depends on. */
import type { DatabaseSync } from 'node:sqlite';
import { createLogger, type Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { Durations } from './domain/test-token.ts';
import type { Settings } from './settings.ts';
import { createLedger, type Ledger } from './store/ledger.ts';
import { openLedgerFile } from './store/open-ledger.ts';
import { createSavedAnswers, type SavedAnswers } from './store/saved-answers.ts';

export interface Context {
  readonly settings: Settings;
  readonly logger: Logger;
  /** What a merchant proves itself with. */
  readonly apiKey: string;
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
  readonly savedAnswers: SavedAnswers;
  readonly durations: Durations;
  /** Where a shopper's browser reaches the simulator, without a slash at the end. */
  readonly publicUrl: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createContext(settings: Settings, now: () => number = Date.now): Context {
  const apiKey = readCredential(settings.CREDENTIALS_DIR, 'psp-api-key');
  const database = openLedgerFile(settings.LEDGER_FILE);
  return {
    settings,
    logger: createLogger('psp-simulator', settings.LOG_LEVEL),
    apiKey,
    database,
    ledger: createLedger(database, now),
    savedAnswers: createSavedAnswers(database, now),
    durations: {
      slow: settings.PSP_SLOW_SECONDS,
      late: settings.PSP_LATE_SECONDS,
      soon: settings.PSP_SOON_SECONDS,
    },
    publicUrl: (settings.PSP_PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/$/, ''),
    now,
  };
}
