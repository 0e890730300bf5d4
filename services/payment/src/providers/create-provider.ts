/** The provider that the settings name, behind its breaker, and who may call back. */
import type { Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { ReadCallback } from '../domain/provider-callback.ts';
import type { Settings } from '../settings.ts';
import { type GuardedProvider, guardProvider } from './guarded-provider.ts';
import { readSimulatorCallback } from './simulator-callback.ts';
import { createSimulatorProvider } from './simulator-provider.ts';

export function createProvider(settings: Settings, logger: Logger): GuardedProvider {
  const provider = createSimulatorProvider({
    url: settings.PSP_URL,
    apiKey: readCredential(settings.CREDENTIALS_DIR, 'psp-api-key'),
    timeout: settings.PSP_TIMEOUT_SECONDS * 1_000,
    connections: settings.PAYMENT_CONCURRENCY,
  });
  return guardProvider(provider, {
    percent: settings.PSP_BREAKER_PERCENT,
    reset: settings.PSP_BREAKER_SECONDS * 1_000,
    onChange: (state) => logger.warn({ provider: provider.name, state }, 'the breaker before the provider changed'),
  });
}

/** Provider's name, as in its callbacks' address -> how its callbacks are read. */
export type CallbackReaders = ReadonlyMap<string, ReadCallback>;

export const createCallbackReaders = ({ CREDENTIALS_DIR, PAYMENT_PROVIDER }: Settings): CallbackReaders =>
  new Map([[PAYMENT_PROVIDER, readSimulatorCallback(readCredential(CREDENTIALS_DIR, 'psp-webhook-secret'))]]);
