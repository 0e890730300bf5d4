/**
 * Takes in the charges that the provider lists and that are not in the books: a payment database that was restored to an earlier
 * moment forgot them (docs/decisions/0050). Run once all that others said since then was heard again: what is unknown by then,
 * nobody will ask for. A capture counts like any other; what holds no money yet is given up.
 */
import { newId, newPaymentId, type OrderId, owedRefundId, RefundId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import type { ListedCharge, PaymentProvider } from '../domain/payment-provider.ts';
import { applyPaymentCommands } from '../store/apply-payment-commands.ts';
import { isUnderWay } from './settlement-protocol.ts';

export interface Adoption {
  readonly listed: number;
  readonly adopted: number;
  /** Orders with charges that are left as they are: of the order nothing is known here, neither its placing nor its end. */
  readonly unknown: readonly OrderId[];
}

export interface AdoptionParts {
  readonly database: DataSource;
  readonly work: RunInTransaction;
  readonly provider: PaymentProvider;
  readonly logger: Logger;
}

export async function adoptCharges(parts: AdoptionParts, since: Date): Promise<Adoption> {
  const unknown = new Set<OrderId>();
  let [listed, adopted] = [0, 0];
  let after: string | undefined;
  do {
    const { charges, next } = await parts.provider.list(since, after);
    listed += charges.length;
    for (const { isKnown, ...charge } of await notInBooks(parts.database, charges)) {
      if (!isKnown) unknown.add(charge.orderId);
      else if (await adopt(parts, charge)) adopted += 1;
    }
    after = next;
  } while (after);
  return { listed, adopted, unknown: [...unknown] };
}

/** Whether it holds money. */
async function adopt({ work, provider, logger }: AdoptionParts, charge: ListedCharge): Promise<boolean> {
  const { orderId, attempt } = charge;
  const answer = isUnderWay(charge.answer) ? await provider.void(charge.answer.reference) : charge.answer;
  if (answer.type !== 'captured') return false;
  const refunds = await provider.refundsOf(answer.reference);
  await work({ correlationId: orderId, actor: 'service:payment' }, async (unit) => {
    const refundId = owedRefundId(orderId, attempt);
    const found = { paymentId: newPaymentId(), refunds, nextRefundId: RefundId.parse(newId()) };
    const command = { type: 'attempt-result', attempt, answer, refundId, found } as const;
    await applyPaymentCommands(unit, [{ orderId, command }]);
  });
  const { reference } = answer;
  logger.warn({ event: 'payment.charge_adopted', orderId, attempt, reference }, 'a forgotten charge is in the books');
  return true;
}

/** Those that may come to something and are of no attempt here. */
async function notInBooks(database: DataSource, charges: readonly ListedCharge[]) {
  const rows = await database.query<{ place: number; isKnown: boolean }[]>(
    `select n.place, coalesce(p.placed or p.ended, false) as "isKnown"
     from json_to_recordset($1) as n(place int, "orderId" uuid, attempt int) left join payment p on p.order_id = n."orderId"
     where not exists (select from payment_attempt a where a.order_id = n."orderId" and a.attempt = n.attempt)
     order by n.place`,
    [JSON.stringify(charges.map(({ orderId, attempt }, place) => ({ place, orderId, attempt })))],
  );
  return rows.flatMap(({ place, isKnown }) => {
    const charge = charges[place];
    return charge && (charge.answer.type === 'captured' || isUnderWay(charge.answer)) ? [{ ...charge, isKnown }] : [];
  });
}
