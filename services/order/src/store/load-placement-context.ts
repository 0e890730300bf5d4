/**
 * Loads what is needed to place an order, under a lock of the customer: the database's time, the customer's key, their unpaid
 * orders and the current block of order numbers.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type Holding, OpenOrder } from '../domain/holding-limits.ts';
import { customerWasErased, keyAddedConcurrently } from './customer-key.ts';
import { lockCustomer } from './lock-customer.ts';
import { currentBlock } from './number-block.ts';

export interface PlacementContext {
  /** The time of the database. */
  readonly now: Date;
  /** The wrapped key of the customer's personal data. */
  readonly wrappedKey: Buffer;
  /** The customer's open orders, and how many of their orders ended unpaid. */
  readonly holding: Holding;
  /** The block to draw the order number from; undefined if none exists yet (number-block.ts). */
  readonly block: number | undefined;
}

const Row = z.object({
  now: z.date(),
  wrappedKey: z.instanceof(Buffer).nullable(),
  erased: z.boolean(),
  openOrders: z.array(OpenOrder),
  endedUnpaid: z.int(),
  lastEndedAt: z.date().nullable(),
  block: z.int().nullable(),
});

/** Throws the problem `unauthenticated` for an erased customer. */
export async function loadPlacementContext(
  manager: EntityManager,
  customerId: CustomerId,
  personalData: PersonalData,
): Promise<PlacementContext> {
  await lockCustomer(manager, customerId);
  const rows = await manager.query<unknown[]>(
    `with known as (select wrapped_key, erased_at from customer_key where customer_id = $1), added as (
       insert into customer_key (customer_id, wrapped_key) select $1, $2 where not exists (select from known)
       on conflict do nothing returning wrapped_key
     )
     select now() as now,
       coalesce((select wrapped_key from known), (select wrapped_key from added)) as "wrappedKey",
       exists (select from known where erased_at is not null) as erased, held.*, unpaid.*, (${currentBlock}) as block
     from (${openOrders}) held, (${endedUnpaid}) unpaid`,
    [customerId, personalData.newKey()],
  );
  const { now, erased, block, wrappedKey: known, ...held } = Row.parse(rows[0]);
  if (erased) throw customerWasErased();
  const wrappedKey = known ?? (await keyAddedConcurrently(manager, customerId));
  return {
    ...{ now, wrappedKey, block: block ?? undefined },
    holding: { ...held, lastEndedAt: held.lastEndedAt ?? undefined },
  };
}

const openOrders = `
  select coalesce(json_agg(json_build_object('id', id, 'number', number, 'placedAt', placed_at, 'payBefore', pay_before,
    'units', (select sum((line->>'quantity')::int) from jsonb_array_elements(data->'lines') line)) order by id), '[]'::json)
    as "openOrders"
  from order_summary where customer_id = $1 and status in ('PENDING', 'AWAITING_PAYMENT')`;

/** Orders that expired unpaid, whatever their card's result, or that the customer cancelled before paying. */
const endedUnpaid = `
  select count(*)::int as "endedUnpaid", max(updated_at) as "lastEndedAt"
  from order_summary where customer_id = $1 and status = 'CANCELLED' and updated_at > now() - interval '1 hour'
    and (data->'cancellation'->>'reason' in ('payment-window', 'reservation-expired')
      or data->'cancellation'->>'reason' = 'customer' and data->'payment'->>'status' <> 'CAPTURED')`;
