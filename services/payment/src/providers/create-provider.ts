/** The provider that the settings name, behind its breaker. */
import type { Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { Settings } from '../settings.ts';
import { type GuardedProvider, guardProvider } from './guarded-provider.ts';
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
