/** Settles an attempt with the provider: performs the calls of settlement-protocol.ts through the port. */
import type { AttemptResult } from '../domain/payment-command.ts';
import type { ChargeResult, PaymentProvider } from '../domain/payment-provider.ts';
import {
  type AttemptTask,
  type ProviderCall,
  type SettlementWindows,
  settlementProtocol,
} from './settlement-protocol.ts';

/** Returns undefined while the outcome is unknown. Throws ProviderUnavailable if a call gets no response. */
export async function settleAttempt(
  provider: PaymentProvider,
  task: AttemptTask,
  windows: SettlementWindows,
): Promise<AttemptResult | undefined> {
  const protocol = settlementProtocol(task, windows);
  let step = protocol.next();
  while (!step.done) step = protocol.next(await performCall(provider, step.value));
  return step.value;
}

async function performCall(provider: PaymentProvider, call: ProviderCall): Promise<ChargeResult | undefined> {
  switch (call.type) {
    case 'charge':
      return provider.charge(call.request);
    case 'find':
      return provider.find(call.orderId, call.attempt, call.trace);
    case 'void':
      return provider.void(call.reference);
  }
}
