/** Counts the results of attempts to charge a card. */
import { meter } from '@mambogo/metrics/meter.ts';
import { isKnownFailure } from '../domain/failure.ts';
import type { PaymentEvent } from '../domain/payment-event.ts';

export function countAttempts(events: readonly PaymentEvent[]): void {
  for (const event of events) {
    const outcome = outcomeOf(event);
    if (outcome) meter.count('mambogo_payment_attempts_total', { outcome });
  }
}

function outcomeOf(event: PaymentEvent): string | undefined {
  if (event.type === 'captured') return 'captured';
  if (event.type === 'action-required') return 'action_required';
  if (event.type !== 'failed') return undefined;
  // Codes come from the provider.
  return isKnownFailure(event.failure.code) ? event.failure.code : 'other';
}
