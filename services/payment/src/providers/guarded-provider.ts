/**
 * One circuit breaker for all calls to a provider: while it is open no call waits for an unresponsive provider, and payments
 * stay pending until it responds again. Only calls without a response count as failures.
 */
import { traceClient } from '@mambogo/service/telemetry/trace-call.ts';
import CircuitBreaker from 'opossum';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';

export interface BreakerSettings {
  /** Failed calls that open it, in per cent of those in the last 10 s (at least 10). */
  readonly percent: number;
  /** Milliseconds until the open breaker lets a call through. */
  readonly reset: number;
  readonly onChange: (state: BreakerState) => void;
}

export const breakerStates = ['closed', 'half-open', 'open'] as const;
export type BreakerState = (typeof breakerStates)[number];

export interface GuardedProvider extends PaymentProvider {
  breakerState(): BreakerState;
}

export function guardProvider(
  provider: PaymentProvider,
  { percent, reset, onChange }: BreakerSettings,
): GuardedProvider {
  const breaker = new CircuitBreaker((call: () => Promise<void>) => call(), {
    name: provider.name,
    timeout: false,
    errorThresholdPercentage: percent,
    volumeThreshold: 10,
    resetTimeout: reset,
    errorFilter: (error) => !(error instanceof ProviderUnavailable),
  });
  breaker.on('open', () => onChange('open'));
  breaker.on('halfOpen', () => onChange('half-open'));
  breaker.on('close', () => onChange('closed'));

  /** The result bypasses the breaker, whose type cannot carry it. */
  async function guarded<T>(operation: string, call: () => Promise<T>): Promise<T> {
    let result: () => T = () => {
      throw new ProviderUnavailable('the provider was not called');
    };
    await breaker
      .fire(async () => {
        const value = await traceClient(`provider ${operation}`, { 'server.address': provider.name }, call);
        result = () => value;
      })
      .catch((error: unknown) => {
        if (error instanceof Error && CircuitBreaker.isOurError(error))
          throw new ProviderUnavailable('the circuit breaker of the provider is open', { cause: error });
        throw error;
      });
    return result();
  }

  return {
    name: provider.name,
    charge: (request) => guarded('charge', () => provider.charge(request)),
    find: (orderId, attempt, trace) => guarded('find', () => provider.find(orderId, attempt, trace)),
    list: (since, after) => guarded('list', () => provider.list(since, after)),
    void: (reference) => guarded('void', () => provider.void(reference)),
    refundsOf: (reference) => guarded('refundsOf', () => provider.refundsOf(reference)),
    refund: (request) => guarded('refund', () => provider.refund(request)),
    breakerState: () => (breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed'),
    async close() {
      breaker.shutdown();
      await provider.close();
    },
  };
}
