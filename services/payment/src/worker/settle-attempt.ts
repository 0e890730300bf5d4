/** Gets an attempt's answer from the provider: drives what settling.ts wants to know through the port. */
import type { AttemptAnswer } from '../domain/payment-command.ts';
import type { ChargeAnswer, PaymentProvider } from '../domain/payment-provider.ts';
import { type AttemptTask, type Patience, type ProviderCall, settling } from './settling.ts';

/** Answers undefined where nothing is known yet. Throws ProviderUnavailable when a call was not answered. */
export async function settleAttempt(
  provider: PaymentProvider,
  task: AttemptTask,
  patience: Patience,
): Promise<AttemptAnswer | undefined> {
  const turn = settling(task, patience);
  let step = turn.next();
  while (!step.done) step = turn.next(await ask(provider, step.value));
  return step.value;
}

async function ask(provider: PaymentProvider, call: ProviderCall): Promise<ChargeAnswer | undefined> {
  switch (call.type) {
    case 'charge':
      return provider.charge(call.request);
    case 'find':
      return provider.find(call.orderId, call.attempt, call.trace);
    case 'void':
      return provider.void(call.reference);
  }
}
