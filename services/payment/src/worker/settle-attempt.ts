/**
 * Gets an attempt's answer from the provider.
 *
 * - Never tried: charge.
 * - Tried before: ask first. Only when the provider has no such charge is it sent again, under the same key, as long as
 *   the provider keeps keys; after that it counts as not processed.
 * - Closed (the order was cancelled, or is paid): never charge. What the provider has without holding money is voided;
 *   "no such charge" is believed once nothing that was sent can still turn up.
 *
 * undefined = nothing is known yet; ask again later.
 */
import type { AttemptAnswer } from '../domain/decide.ts';
import type { PaymentProvider } from '../domain/payment-provider.ts';
import type { AttemptTask } from './attempt-queue.ts';

export interface Patience {
  /** Seconds after the first sending within which a charge may be sent again. */
  readonly resend: number;
  /** Seconds after the last sending during which it may still turn up. */
  readonly quiet: number;
}

export async function settleAttempt(
  provider: PaymentProvider,
  task: AttemptTask,
  patience: Patience,
): Promise<AttemptAnswer | undefined> {
  return task.closed ? withdraw(provider, task, patience) : charge(provider, task, patience);
}

async function charge(
  provider: PaymentProvider,
  { orderId, attempt, amount, currency, token, sinceFirstSent }: AttemptTask,
  { resend }: Patience,
): Promise<AttemptAnswer> {
  if (sinceFirstSent !== null) {
    const found = await provider.find(orderId, attempt);
    if (found) return found;
    if (sinceFirstSent > resend) return { type: 'not-found' };
  }
  if (token === null) throw new Error(`attempt ${attempt} of order ${orderId} has no token`);
  return provider.charge({ orderId, attempt, amount: { amount, currency }, token });
}

async function withdraw(
  provider: PaymentProvider,
  { orderId, attempt, sinceSent }: AttemptTask,
  { quiet }: Patience,
): Promise<AttemptAnswer | undefined> {
  if (sinceSent === null) return { type: 'not-found' };
  const found = await provider.find(orderId, attempt);
  if (!found) return sinceSent > quiet ? { type: 'not-found' } : undefined;
  if (found.type === 'pending' || found.type === 'action-required') return provider.void(found.reference);
  return found;
}
