/**
 * What orders are found by: a term for each SKU, and one for each word of the name on the address. Names lie encrypted, so their
 * words are there as keyed digests (a blind index, docs/decisions/0057): whole words are found, whatever their case and accents,
 * and nobody reads a name from the table. Digests are deleted when the customer is erased.
 */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { foldText } from '@mambogo/service/text/fold-text.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';

export const skuTerm = (sku: string): string => `sku:${sku}`;

/** Pure. */
export const nameTerms = (name: string, personalData: PersonalData): string[] =>
  [...new Set(foldText(name).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])].map(
    (word) => `name:${personalData.blindIndex('order name', word)}`,
  );

/** Of orders at a time. */
const batch = 200;

interface Waiting {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly skus: readonly string[];
  /** Encrypted. */
  readonly personal: Buffer | null;
}

const Named = z.object({ shippingAddress: z.object({ name: z.string() }) });

/** Indexes orders that wait for it; returns how many. Several instances take different ones. */
export const indexOrders = (database: DataSource, personalData: PersonalData): Promise<number> =>
  database.transaction(async (manager) => {
    const waiting = await manager.query<Waiting[]>(
      `select o.id, o.customer_id as "customerId", o.personal,
         (select coalesce(array_agg(line->>'sku'), '{}') from jsonb_array_elements(o.data->'lines') line) as skus
       from order_search_backlog b join order_summary o on o.id = b.order_id
       order by b.order_id limit $1 for update of b skip locked`,
      [batch],
    );
    if (waiting.length === 0) return 0;
    const keys = await lockKeys(manager, waiting);
    const terms = waiting.flatMap(({ id, customerId, skus, personal }) => {
      const key = keys.get(customerId);
      const name = key && personal ? Named.parse(personalData.decrypt(key, personal)).shippingAddress.name : undefined;
      const found = [...skus.map(skuTerm), ...(name === undefined ? [] : nameTerms(name, personalData))];
      return found.map((term) => ({ id, term }));
    });
    await manager.query(
      `insert into order_search_term (order_id, term) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`,
      [terms.map(({ id }) => id), terms.map(({ term }) => term)],
    );
    await manager.query('delete from order_search_backlog where order_id = any($1::uuid[])', [
      waiting.map(({ id }) => id),
    ]);
    return waiting.length;
  });

/** An erasure that is under way is waited for, and one that comes now waits: so it finds whatever is written here. */
async function lockKeys(manager: EntityManager, waiting: readonly Waiting[]): Promise<Map<CustomerId, Buffer>> {
  const rows = await manager.query<{ customerId: CustomerId; wrappedKey: Buffer | null }[]>(
    `select customer_id as "customerId", wrapped_key as "wrappedKey" from customer_key
     where customer_id = any($1::uuid[]) order by customer_id for share`,
    [[...new Set(waiting.map(({ customerId }) => customerId))]],
  );
  return new Map(rows.flatMap(({ customerId, wrappedKey }) => (wrappedKey ? [[customerId, wrappedKey]] : [])));
}

/** After the customer's key is gone, in the same transaction. */
export const forgetNames = (manager: EntityManager, customerId: CustomerId): Promise<unknown> =>
  manager.query(
    `delete from order_search_term where term like 'name:%'
       and order_id in (select id from order_summary where customer_id = $1)`,
    [customerId],
  );
