/**
 * Search terms of orders: one for each SKU, and one for each word of the name in the shipping address. Names are encrypted, so
 * their words are stored as keyed digests (a blind index, docs/decisions/0057): whole words match regardless of case and
 * accents, and names cannot be read from the table. The digests are deleted when the customer is erased.
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

const batchSize = 200;

interface UnindexedOrder {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly skus: readonly string[];
  /** Encrypted. */
  readonly personal: Buffer | null;
}

const Named = z.object({ shippingAddress: z.object({ name: z.string() }) });

/** Indexes a batch of the backlog and returns its size. Concurrent instances take different orders. */
export const indexOrders = (database: DataSource, personalData: PersonalData): Promise<number> =>
  database.transaction(async (manager) => {
    const orders = await manager.query<UnindexedOrder[]>(
      `select o.id, o.customer_id as "customerId", o.personal,
         (select coalesce(array_agg(line->>'sku'), '{}') from jsonb_array_elements(o.data->'lines') line) as skus
       from order_search_backlog b join order_summary o on o.id = b.order_id
       order by b.order_id limit $1 for update of b skip locked`,
      [batchSize],
    );
    if (orders.length === 0) return 0;
    const keys = await lockKeys(manager, orders);
    const terms = orders.flatMap(({ id, customerId, skus, personal }) => {
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
      orders.map(({ id }) => id),
    ]);
    return orders.length;
  });

/** Waits for an erasure in progress and makes later ones wait, so that they delete whatever is written here. */
async function lockKeys(manager: EntityManager, orders: readonly UnindexedOrder[]): Promise<Map<CustomerId, Buffer>> {
  const rows = await manager.query<{ customerId: CustomerId; wrappedKey: Buffer | null }[]>(
    `select customer_id as "customerId", wrapped_key as "wrappedKey" from customer_key
     where customer_id = any($1::uuid[]) order by customer_id for share`,
    [[...new Set(orders.map(({ customerId }) => customerId))]],
  );
  return new Map(rows.flatMap(({ customerId, wrappedKey }) => (wrappedKey ? [[customerId, wrappedKey]] : [])));
}

/** Call after deleting the customer's key, in the same transaction. */
export const forgetNames = (manager: EntityManager, customerId: CustomerId): Promise<unknown> =>
  manager.query(
    `delete from order_search_term where term like 'name:%'
       and order_id in (select id from order_summary where customer_id = $1)`,
    [customerId],
  );
