/**
 * Adopts charges that the provider lists and this database does not know, because it was restored to an earlier point in time
 * (docs/decisions/0050). Run it after all events since then were handled again: no service will request what is still unknown
 * by then. A capture counts like any other; a charge that is not captured yet is voided.
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
  /** Orders whose charges are left unchanged: the order is known here neither as placed nor as cancelled. */
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
    for (const { isKnown, ...charge } of await unknownCharges(parts.database, charges)) {
      if (!isKnown) unknown.add(charge.orderId);
      else if (await adopt(parts, charge)) adopted += 1;
    }
    after = next;
  } while (after);
  return { listed, adopted, unknown: [...unknown] };
}

/** Returns whether the charge was captured, and so adopted. */
async function adopt({ work, provider, logger }: AdoptionParts, charge: ListedCharge): Promise<boolean> {
  const { orderId, attempt } = charge;
  const answer = isUnderWay(charge.answer) ? await provider.void(charge.answer.reference) : charge.answer;
  if (answer.type !== 'captured') return false;
  const refunds = await provider.refundsOf(answer.reference);
  await work({ correlationId: orderId, cause: 'provider', actor: 'service:payment' }, async (unit) => {
    const refundId = owedRefundId(orderId, attempt);
    const found = { paymentId: newPaymentId(), refunds, nextRefundId: RefundId.parse(newId()) };
    const command = { type: 'attempt-result', attempt, answer, refundId, found } as const;
    await applyPaymentCommands(unit, [{ orderId, command }]);
  });
  const { reference } = answer;
  logger.warn(
    { event: 'payment.charge_adopted', orderId, attempt, reference },
    'adopted a charge that is missing in the database',
  );
  return true;
}

/** Charges that are captured or pending and belong to no attempt here. */
async function unknownCharges(database: DataSource, charges: readonly ListedCharge[]) {
  const rows = await database.query<{ position: number; isKnown: boolean }[]>(
    `select n.position, coalesce(p.placed or p.ended, false) as "isKnown"
     from json_to_recordset($1) as n(position int, "orderId" uuid, attempt int) left join payment p on p.order_id = n."orderId"
     where not exists (select from payment_attempt a where a.order_id = n."orderId" and a.attempt = n.attempt)
     order by n.position`,
    [JSON.stringify(charges.map(({ orderId, attempt }, position) => ({ position, orderId, attempt })))],
  );
  return rows.flatMap(({ position, isKnown }) => {
    const charge = charges[position];
    return charge && (charge.answer.type === 'captured' || isUnderWay(charge.answer)) ? [{ ...charge, isKnown }] : [];
  });
}
