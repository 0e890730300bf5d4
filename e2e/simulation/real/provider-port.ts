/**
 * The payment provider behind the port of the payment service: the model's provider (../provider.ts), called through the gate.
 * A call may be lost, take effect without a response, or take effect much later.
 */
import {
  type ChargeResult,
  chargeName,
  type PaymentProvider,
  ProviderUnavailable,
  type RefundResult,
} from '../../../services/payment/src/domain/payment-provider.ts';
import * as books from '../provider.ts';
import type { Gate } from './gate.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface ProviderState {
  readonly ledger: books.Provider;
  /** Names of charges that were sent and not searched for since. */
  readonly unverifiedCharges: Set<string>;
  /** Ids of refunds that were sent. */
  readonly sentRefunds: Set<string>;
  /** Charges that the provider sends callbacks about until they are acknowledged. */
  readonly unacknowledged: Set<string>;
  /** Forbidden actions that happened. */
  readonly violations: string[];
  /** Makes it reject the next refund. */
  refusesRefund: boolean;
}

export const createProviderState = (): ProviderState => ({
  ledger: books.createProvider(),
  unverifiedCharges: new Set(),
  sentRefunds: new Set(),
  unacknowledged: new Set(),
  violations: [],
  refusesRefund: false,
});

/** Seconds until a late request takes effect: within the time in which the service still searches for it. */
const mayStraggle = [70, 660, 1_260, 2_460] as const;

export function createProviderPort(sim: ProviderState, gate: Gate, clock: VirtualClock): PaymentProvider {
  const fail = async () => new ProviderUnavailable('no response');
  let late = 0;
  const call = <T>(what: string, effect: () => T) =>
    gate.pass({
      kind: 'provider',
      what,
      run: async () => effect(),
      fail,
      postpone() {
        late += 1;
        const at = clock.now + (mayStraggle[late % mayStraggle.length] ?? 70);
        sim.ledger.stragglers.push({ what, at, takeEffect: () => void effect() });
      },
    });
  /** Records the response for the oracle. */
  const note = (name: string, answer: ChargeResult | undefined) => {
    const intent = gate.task()?.intent;
    if (intent?.type === 'worker') intent.charges.set(name, answer);
    return answer;
  };
  const noteRefund = (refundId: string, answer: RefundResult): RefundResult => {
    const intent = gate.task()?.intent;
    if (intent?.type === 'worker') intent.refunds.set(refundId, answer);
    return answer;
  };
  /** Reads have no late effect. */
  const read = <T>(what: string, effect: () => T) =>
    gate.pass({ kind: 'provider', what, run: async () => effect(), fail });

  return {
    name: 'simulator',
    async charge({ orderId, attempt, amount, token }): Promise<ChargeResult> {
      const name = chargeName(orderId, attempt);
      if (sim.unverifiedCharges.has(name)) sim.violations.push(`${name} was sent again without a search`);
      sim.unverifiedCharges.add(name);
      const answer = await call(`charge ${name}`, () =>
        books.charge(sim.ledger, clock.now, name, amount.amount, token),
      );
      if (!answer) throw new ProviderUnavailable('it responds 500');
      note(name, answer);
      return answer;
    },
    async find(orderId, attempt) {
      const name = chargeName(orderId, attempt);
      const found = await read(`find ${name}`, () => books.find(sim.ledger, name));
      sim.unverifiedCharges.delete(name);
      return note(name, found);
    },
    async void(reference) {
      const answer = await call(`void ${reference}`, () => books.voidCharge(sim.ledger, reference));
      note(sim.ledger.charges.find((one) => one.reference === reference)?.name ?? '', answer);
      return answer;
    },
    async refund({ reference, refundId, amount, again }) {
      if (again && (await read(`look for refund ${refundId}`, () => books.hasRefund(sim.ledger, reference, refundId))))
        return noteRefund(refundId, { type: 'refunded' });
      if (sim.sentRefunds.has(refundId) && !again)
        sim.violations.push(`refund ${refundId} was sent again without a search`);
      sim.sentRefunds.add(refundId);
      const answer = await call(`refund ${refundId}`, () => {
        if (!sim.refusesRefund) return books.refund(sim.ledger, clock.now, reference, refundId, amount.amount);
        sim.refusesRefund = false;
        return books.refuseRefund(sim.ledger, reference, refundId);
      });
      return noteRefund(refundId, answer);
    },
    // Used only by `npm run reconcile`.
    list: async () => ({ charges: [] }),
    refundsOf: async () => [],
    close: async () => undefined,
  };
}
