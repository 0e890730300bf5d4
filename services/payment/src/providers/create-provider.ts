/** Creates the configured provider behind its circuit breaker, its callback reader, and the provider info for browsers. */
import type { PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';
import { readCredential } from '@mambogo/service/process/settings.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import type { ReadCallback } from '../domain/provider-callback.ts';
import type { Settings, TaskSettings } from '../settings.ts';
import { type GuardedProvider, guardProvider } from './guarded-provider.ts';
import { readSimulatorCallback } from './simulator-callback.ts';
import { createSimulatorProvider } from './simulator-provider.ts';
import { readStripeCallback } from './stripe-callback.ts';
import { createStripeProvider } from './stripe-provider.ts';

export function createProvider(settings: TaskSettings, logger: Logger): GuardedProvider {
  const provider = unguardedProvider(settings);
  return guardProvider(provider, {
    percent: settings.PSP_BREAKER_PERCENT,
    reset: settings.PSP_BREAKER_SECONDS * 1_000,
    onChange: (state) =>
      logger.warn(
        { event: 'payment.breaker_changed', provider: provider.name, state },
        'circuit breaker of the payment provider changed state',
      ),
  });
}

function unguardedProvider(settings: TaskSettings): PaymentProvider {
  const apiKey = keyOf(settings, 'psp-api-key');
  const timeout = settings.PSP_TIMEOUT_SECONDS * 1_000;
  if (settings.PAYMENT_PROVIDER === 'simulator')
    return createSimulatorProvider({
      url: settings.PSP_URL,
      apiKey,
      timeout,
      connections: settings.PAYMENT_CONCURRENCY,
      returnUrl: orderPage(settings),
    });
  return createStripeProvider({ url: settings.STRIPE_API_URL, apiKey, timeout, returnUrl: orderPage(settings) });
}

/** The shop's page of an order: customers return to it from their bank's page. */
const orderPage =
  ({ PUBLIC_URL }: TaskSettings) =>
  (orderId: string): string =>
    `${PUBLIC_URL.replace(/\/$/, '')}/orders/${orderId}`;

/** Reader of callbacks by provider name, as in the callback path. */
export type CallbackReaders = ReadonlyMap<string, ReadCallback>;

export function createCallbackReaders(settings: Settings): CallbackReaders {
  const read = { simulator: readSimulatorCallback, stripe: readStripeCallback }[settings.PAYMENT_PROVIDER];
  return new Map([[settings.PAYMENT_PROVIDER, read(keyOf(settings, 'psp-webhook-secret'))]]);
}

export function providerInfo(settings: Settings): PaymentProviderInfo {
  if (settings.PAYMENT_PROVIDER === 'simulator')
    return { provider: 'simulator', formUrl: `${settings.PSP_PUBLIC_URL.replace(/\/$/, '')}/card-form` };
  return { provider: 'stripe', publishableKey: keyOf(settings, 'psp-publishable-key') };
}

/** Trimmed, because keys in files may end with a newline. */
const keyOf = ({ CREDENTIALS_DIR }: TaskSettings, name: string): string => readCredential(CREDENTIALS_DIR, name).trim();
