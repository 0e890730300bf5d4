/** Everything the simulator depends on. */
import type { DatabaseSync } from 'node:sqlite';
import { readCredential } from '@mambogo/service/process/settings.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import { createLogger, type Logger } from '@mambogo/service/telemetry/logger.ts';
import type { Durations } from './domain/test-token.ts';
import type { Settings } from './settings.ts';
import { type Callbacks, createCallbacks } from './store/callbacks.ts';
import { createLedger, type Ledger } from './store/ledger.ts';
import { openLedgerFile } from './store/open-ledger.ts';
import { createSavedResponses, type SavedResponses } from './store/saved-responses.ts';
import { createCallbackWorker } from './worker/callback-worker.ts';

export interface Context {
  readonly settings: Settings;
  readonly logger: Logger;
  /** The merchant's API key. */
  readonly apiKey: string;
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
  readonly savedResponses: SavedResponses;
  readonly callbacks: Callbacks;
  /** Sends callbacks to the merchant; undefined if none are configured. */
  readonly callbackWorker?: Worker;
  readonly durations: Durations;
  /** Base URL of the simulator as browsers reach it, without a trailing slash. */
  readonly publicUrl: string;
  /** Origin of the shop, whose pages may embed the card form and be returned to; undefined: none. */
  readonly shopOrigin?: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createContext(settings: Settings, now: () => number = Date.now): Context {
  const apiKey = readCredential(settings.CREDENTIALS_DIR, 'psp-api-key');
  const database = openLedgerFile(settings.LEDGER_FILE);
  const logger = createLogger('psp-simulator', settings.LOG_LEVEL);
  const callbacks = createCallbacks(database, now);
  const ledger = createLedger(database, now, callbacks);
  const url = settings.PSP_CALLBACK_URL;
  return {
    settings,
    logger,
    apiKey,
    database,
    ledger,
    savedResponses: createSavedResponses(database, now),
    callbacks,
    callbackWorker: url
      ? createCallbackWorker({
          callbacks,
          ledger,
          url,
          secret: readCredential(settings.CREDENTIALS_DIR, 'psp-webhook-secret'),
          now,
          logger,
        })
      : undefined,
    durations: {
      slow: settings.PSP_SLOW_SECONDS,
      late: settings.PSP_LATE_SECONDS,
      soon: settings.PSP_SOON_SECONDS,
    },
    shopOrigin: settings.SHOP_ORIGIN,
    publicUrl: (settings.PSP_PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/$/, ''),
    now,
  };
}
